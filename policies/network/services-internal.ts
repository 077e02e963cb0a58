import type { Resource } from '../../generators/model/resource.ts';
import { type Built, type ClusterView, rule } from '../../generators/model/rule.ts';
import { gatewayNamespace } from '../../generators/upstream/gateways.ts';
import { service } from '../example/api.ts';
import { withIstio } from '../example/gateways.ts';
import { mysql, rabbitmq } from '../example/systems.ts';
import { withField } from '../example/withField.ts';
import { once } from '../kubernetes/once.ts';
import { at, texts } from '../kubernetes/reading.ts';
import { type FieldText, textsOf } from '../kubernetes/texts.ts';

const gateway: Resource = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'gateway', namespace: 'media' },
  spec: { type: 'LoadBalancer', ports: [{ port: 443 }] },
};
const ingress: Resource = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'api', namespace: 'backend' },
  spec: { defaultBackend: { service: { name: 'api', port: { number: 8080 } } } },
};

const servicesInternal = rule({
  code: 'services-internal',
  severity: 'error',
  title: 'Nothing but the gateways gets an address outside of the cluster.',
  why:
    'A Service of the type LoadBalancer or NodePort opens a way in that passes no gateway: no TLS, no limits of requests, ' +
    'no list of paths that may be called. https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types',
  fix: 'Leave the type ClusterIP and publish the port by the gateway; what is a gateway belongs into its namespace.',
  *check(view) {
    for (const built of view.all) {
      if (built.resource.metadata.namespace === gatewayNamespace) continue;
      for (const { field, what } of openings(view, built)) {
        yield {
          object: built,
          field,
          message: `${what}, outside of the namespace ${gatewayNamespace} of the gateways.`,
        };
      }
    }
  },
  passes: [
    {
      title: 'the gateway itself',
      among: withIstio,
      objects: [withField(gateway, 'metadata.namespace', gatewayNamespace)],
    },
    { title: 'an address inside, or none', objects: [withField(service, 'spec.clusterIP', 'None')] },
    { title: 'a broker that is called inside', objects: [withField(rabbitmq, 'spec.service', { type: 'ClusterIP' })] },
  ],
  fails: [
    { title: 'a load balancer of its own', objects: [withField(service, 'spec.type', 'LoadBalancer')] },
    { title: 'a port of every node', objects: [withField(service, 'spec.type', 'NodePort')] },
    { title: 'an address of a node', objects: [withField(service, 'spec.externalIPs', ['203.0.113.7'])] },
    {
      title: 'a database whose operator makes a load balancer',
      objects: [withField(mysql, 'spec.proxy.haproxy.expose', { type: 'LoadBalancer' })],
    },
    { title: 'a broker on every node', objects: [withField(rabbitmq, 'spec.service', { type: 'NodePort' })] },
    { title: 'an Ingress beside the gateway', objects: [ingress] },
    {
      title: 'a gateway beside apps',
      objects: [gateway],
    },
  ],
});

/** Kinds that are a way in by themselves. */
const waysIn = ['networking.k8s.io/Ingress', 'gateway.networking.k8s.io/Gateway'];

interface Opening {
  readonly field: string;
  readonly what: string;
}

/** Operators make Services of the type that stands in their objects: `spec.service.type`, `expose.type`. */
function openings(view: ClusterView, built: Built): readonly Opening[] {
  const { resource } = built;
  const addresses = texts(at(resource, ['spec', 'externalIPs']) as string[] | undefined);
  return [
    ...waysIn
      .map((one) => one.split('/'))
      .filter(([group, kind = '']) => kind === resource.kind && view.ofKind(kind, group).includes(built))
      .map(([, kind]) => ({ field: 'spec', what: `Its kind is ${kind}` })),
    ...openTypes(resource).map(({ field, value }) => ({ field, what: `It asks for a Service of the type ${value}` })),
    ...(addresses.length > 0 ? [{ field: 'spec.externalIPs', what: `It answers at ${addresses.join(', ')}` }] : []),
  ];
}

/** The types of Services that an object asks for by which others come in. */
const openTypes = once(({ spec }: Resource) => textsOf(spec, 'spec').filter(isOpenType));

function isOpenType({ key, value }: FieldText): boolean {
  return /type$/i.test(key) && (value === 'LoadBalancer' || value === 'NodePort');
}

export default servicesInternal;
