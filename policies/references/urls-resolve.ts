import type { Resource } from '../../generators/model/resource.ts';
import { rule } from '../../generators/model/rule.ts';
import { serviceAt } from '../cluster/services.ts';
import { configMap, deployment, externalSecret } from '../example/api.ts';
import { withField } from '../example/withField.ts';
import { type Address, addressesIn, mayHoldAddress } from '../kubernetes/addresses.ts';
import { once } from '../kubernetes/once.ts';
import { textsOf } from '../kubernetes/texts.ts';

const args = 'spec.template.spec.containers[api].args';
const url = (value: string) => withField(configMap, 'data.FILES_URL', value);
/** In a ConfigMap that no pod reads: what its policies open is another rule's. */
const note = (value: string) => withField(withField(configMap, 'metadata.name', 'notes'), 'data', { url: value });

const urlsResolve = rule({
  code: 'urls-resolve',
  severity: 'error',
  title:
    'Every Service that a text names by its address is there, with that port: in variables, arguments, files, templates.',
  why:
    'A name that does not resolve is found by the first request, not by the API server; a port that the Service does not ' +
    'have lets a caller wait. https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/',
  fix: 'Correct the name, the namespace or the port: an edge to the app or contract gives the address.',
  *check(view) {
    const namespaces = new Set(view.ofKind('Namespace', '').map(({ resource }) => resource.metadata.name));
    for (const built of view.all) {
      for (const { field, value } of addressedTexts(built.resource)) {
        for (const address of addressesIn(value, namespaces)) {
          if (!namespaces.has(address.namespace)) continue;
          const service = serviceAt(view, address.namespace, address.service);
          const message = faultOf(address, service?.ports, service !== undefined);
          if (message) yield { object: built, field, message };
        }
      }
    }
  },
  passes: [
    { title: 'a short address', objects: [url('http://files.media:8080/x')] },
    { title: 'a namespace of somebody else', objects: [note('http://prometheus.monitoring.svc:9090')] },
    { title: 'a pod of a StatefulSet', objects: [url('http://files-0.files.media.svc.cluster.local:8080')] },
    { title: 'a host outside that looks alike', objects: [url('https://files.media.example.com/')] },
    {
      title: 'the Services that an operator makes',
      objects: [note('--host=users-rw.data.svc.cluster.local --port=5432')],
    },
  ],
  fails: [
    { title: 'a Service that is not there', objects: [url('http://file.media.svc.cluster.local:8080')] },
    { title: 'another namespace', objects: [url('http://files.backend.svc:8080')] },
    { title: 'a short address of nothing', objects: [url('http://file.media:8080')] },
    { title: 'a port that the Service does not have', objects: [url('http://files.media.svc.cluster.local:9090')] },
    { title: 'a domain that is none', objects: [url('http://files.media.svc.cluster.locl:8080')] },
    {
      title: 'an argument',
      objects: [withField(deployment, args, ['--hook=http://hooks.media.svc.cluster.local/'])],
    },
    {
      title: 'the template of a Secret',
      objects: [
        withField(
          externalSecret,
          'spec.target.template.data.DATABASE_URL',
          'postgresql://{{ .user }}:{{ .password }}@users-pooler-rw.data.svc.cluster.local:5432/shop',
        ),
      ],
    },
  ],
});

/** The texts of an object, but for its metadata, that may hold an address. */
const addressedTexts = once(({ metadata: _, ...content }: Resource) =>
  textsOf(content).filter(({ value }) => mayHoldAddress(value)),
);

function faultOf(
  { service, namespace, domain, port, written }: Address,
  ports: readonly number[] | undefined,
  isThere: boolean,
): string | undefined {
  if (!isThere) return `${written} names the Service ${service} of ${namespace}, which is not there.`;
  if (domain !== '' && domain !== '.cluster.local')
    return `${written} ends in ${domain.slice(1)}: the domain of a cluster is cluster.local.`;
  if (port === undefined || ports === undefined || ports.includes(port)) return undefined;
  return `${written} names port ${port}, and the Service ${service} of ${namespace} has ${ports.join(', ')}.`;
}

export default urlsResolve;
