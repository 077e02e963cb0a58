import type { Resource } from '../../generators/model/resource.ts';
import { type ClusterView, rule } from '../../generators/model/rule.ts';
import { podsSelected } from '../cluster/pods.ts';
import { serviceAt } from '../cluster/services.ts';
import { service } from '../example/api.ts';
import { route, withIstio } from '../example/gateways.ts';
import { withField } from '../example/withField.ts';
import { textAt } from '../kubernetes/reading.ts';
import { podServices } from '../kubernetes/service.ts';
import { type RouteBackend, routeRulesOf } from '../systems/gateways/routeRule.ts';

const port = 'spec.rules[0].backendRefs[0].port';
const unselected: Resource = withField(service, 'spec.selector', undefined);

const backendsAnswer = rule({
  code: 'backends-answer',
  severity: 'error',
  title: 'Whatever a route leads to has that port, and pods behind it.',
  why:
    'A gateway answers 500 or 503 where a Service lacks the port or has no pods; some leave the backend out of a canary ' +
    'and say nothing. https://gateway-api.sigs.k8s.io/reference/spec/#httproutespec',
  fix: 'Name a port that the Service has, and give the Service pods.',
  *check(view) {
    for (const { route, backends } of routeRulesOf(view)) {
      for (const backend of backends) {
        const lack = lackOf(view, backend);
        if (!lack) continue;
        const message = `It leads to Service/${backend.name} in ${backend.namespace}, ${lack}.`;
        yield { object: route, field: backend.field, message };
      }
    }
  },
  passes: [
    { title: 'a port that the Service has', among: withIstio, objects: [route] },
    {
      title: 'addresses that are written down',
      among: withIstio,
      objects: [
        unselected,
        {
          apiVersion: 'discovery.k8s.io/v1',
          kind: 'EndpointSlice',
          metadata: { name: 'api', namespace: 'backend', labels: { 'kubernetes.io/service-name': 'api' } },
          addressType: 'IPv4',
          endpoints: [{ addresses: ['10.20.0.7'] }],
        },
      ],
    },
  ],
  fails: [
    { title: 'a port that the Service lacks', among: withIstio, objects: [withField(route, port, 9090)] },
    { title: 'no port', among: withIstio, objects: [withField(route, port, undefined)] },
    { title: 'a Service that selects nothing', among: withIstio, objects: [unselected] },
  ],
});

/** What a backend lacks. That there is no such Service, or that it selects no pods, other rules tell. */
function lackOf(view: ClusterView, { namespace, name, port }: RouteBackend): string | undefined {
  const made = serviceAt(view, namespace, name);
  if (!made) return undefined;
  if (port === 0) return 'and names no port';
  if (made.ports && !made.ports.includes(port)) return `which has no port ${port}, but ${made.ports.join(', ')}`;
  const found = view.find('Service', namespace, name);
  if (!found) return undefined;
  const selecting = podServices(view).find(({ built }) => built === found);
  if (selecting) {
    const pods = podsSelected(view, namespace, { matchLabels: selecting.selector });
    return pods.length > 0 && pods.every(({ replicas }) => replicas.max === 0)
      ? 'whose pods are scaled to none'
      : undefined;
  }
  if (textAt(found.resource.spec, ['type']) === 'ExternalName') return 'which is a name outside of the cluster';
  const hasAddresses = view
    .ofKind('EndpointSlice', 'discovery.k8s.io')
    .some(
      ({ resource: { metadata } }) =>
        metadata.namespace === namespace && metadata.labels?.['kubernetes.io/service-name'] === name,
    );
  return hasAddresses ? undefined : 'which selects no pods and has no addresses';
}

export default backendsAnswer;
