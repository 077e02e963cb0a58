import type { Resource } from '../../generators/model/resource.ts';
import { rule } from '../../generators/model/rule.ts';
import { service } from '../example/api.ts';
import { anotherRoute, certificate, gateway, route, withIstio } from '../example/gateways.ts';
import { grant } from '../example/grants.ts';
import { withField } from '../example/withField.ts';
import { crossingsOf, isGranted } from '../systems/gateways/crossing.ts';

const elsewhere = withField(route, 'spec.rules[0].backendRefs[0].namespace', 'media');
const there: Resource = withField(service, 'metadata.namespace', 'media');
const target: Resource = withField(there, 'spec.selector', { 'app.kubernetes.io/name': 'files' });
const moved = [elsewhere, withField(target, 'spec.ports[0].targetPort', 8080)];

const grantsGiven = rule({
  code: 'grants-given',
  severity: 'error',
  title: 'A route or Gateway names what is in another namespace only where a ReferenceGrant there permits it.',
  why:
    'A gateway answers 500 to every request for a backend that nobody granted, and a listener whose certificate nobody ' +
    'granted ends no TLS: only the status of the route tells. https://gateway-api.sigs.k8s.io/reference/api-types/referencegrant/',
  fix: 'Write a ReferenceGrant in the namespace that is named, or name something of the own namespace.',
  *check(view) {
    for (const crossing of crossingsOf(view)) {
      if (isGranted(view, crossing)) continue;
      const { from, field, kind, namespace, name } = crossing;
      const message = `It names ${kind}/${name} in ${namespace}, where no ReferenceGrant permits that to ${from.resource.kind}s of ${from.resource.metadata.namespace}.`;
      yield { object: from, field, message };
    }
  },
  passes: [
    { title: 'a backend in another namespace that permits it', among: withIstio, objects: [...moved, grant('media')] },
    { title: 'names of the own namespace', among: withIstio, objects: [route] },
  ],
  fails: [
    { title: 'a backend that nobody granted', among: withIstio, objects: moved },
    {
      title: 'a grant for another Service',
      among: withIstio,
      objects: [
        ...moved,
        anotherRoute('files', {
          matches: [{ path: { type: 'PathPrefix', value: '/files' } }],
          backendRefs: [{ name: 'files', namespace: 'media', port: 8080 }],
        }),
        withField(grant('media'), 'spec.to[0].name', 'files'),
      ],
    },
    {
      title: 'a certificate of another namespace',
      among: withIstio,
      objects: [
        withField(certificate, 'metadata.namespace', 'backend'),
        withField(gateway, 'spec.listeners[https-api].tls.certificateRefs[0].namespace', 'backend'),
      ],
    },
  ],
});

export default grantsGiven;
