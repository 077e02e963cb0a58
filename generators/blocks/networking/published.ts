import type { INetworkPolicyIngressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyIngressRule';
import type { IService } from 'kubernetes-models/v1/Service';
import { Type } from 'typebox';
import { exceptionAnnotation } from '../../model/exceptions.ts';
import { Failure } from '../../model/finding.ts';
import type { AppSettings, ClusterFacts } from '../../model/inputs.ts';
import { type Resource, resource } from '../../model/resource.ts';
import { closed, NetworkCidr } from '../../model/settings/scalars.ts';
import { declared } from '../declared/declared.ts';
import { PublishedSchema } from '../declared/publishedSchema.ts';
import { loadBalancerAnnotations } from '../gateways/loadBalancer.ts';
import type { Part } from '../part.ts';
import { probesInUse } from '../workload/pod.ts';
import type { Workload } from '../workload/workload.ts';
import { networks, privateNetworks, publicInternet, tcp } from './peers.ts';
import { type Protocol, protocolOf } from './protocol.ts';

/** Ports of an app that a load balancer of the cloud publishes, past the gateway. */
export interface Published {
  /** Names of ports of its runtime. */
  readonly ports: readonly [string, ...string[]];
  /** Why no gateway can publish them: `Media is UDP, and gateways route HTTP.` */
  readonly why: string;
  /** The networks whose addresses may call, in CIDR notation. Default: the internet. A setting, too. */
  readonly sources?: readonly string[];
}

interface Settings {
  readonly sources: readonly string[];
  readonly addresses: readonly string[];
}

/**
 * The part of an app whose ports a load balancer of the cloud publishes: a Service of that type for each protocol,
 * `<app>-udp` and `<app>-tcp`, because not every cloud has both in one. Pods see the addresses of clients, so the
 * NetworkPolicy names who may call as the load balancer does. Whoever calls is not asked for a token, and nothing limits
 * requests: the app does both itself.
 */
export function published(spec: Published): Part {
  return ({ app }) => ({
    declared: declared(PublishedSchema, spec),
    settings: { published: settingsOf(spec) },
    callers: (workload) => callers(workload, spec),
    objects: (workload) => services(app.name, workload, spec),
  });
}

function settingsOf({ sources = [] }: Published) {
  return Type.Object(
    {
      sources: Type.Array(NetworkCidr(), {
        uniqueItems: true,
        default: [...sources],
        description: 'Networks whose addresses may call its published ports. None: the internet.',
      }),
      addresses: Type.Array(
        Type.String({
          pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$',
          title: 'an address that is reserved in the cloud',
        }),
        {
          uniqueItems: true,
          default: [],
          description:
            'Addresses reserved for them, so that DNS stays right. AWS: allocation IDs of Elastic IPs, one for each zone; Google: the name of an address; Azure: the name of a public IP.',
        },
      ),
    },
    { ...closed, description: 'Its ports that a load balancer of the cloud publishes.' },
  );
}

/** The ports by protocol, with their numbers. */
function byProtocol({ runtime, owner }: Workload, { ports }: Published): [Protocol, [string, number][]][] {
  const all = ports.map((name): [string, number] => {
    const port = runtime.ports[name];
    if (port !== undefined) return [name, port];
    throw new Failure(`${owner.name} publishes the port ${name}, which its runtime has not`, 'Name one of its ports.');
  });
  const of = (protocol: Protocol) => all.filter(([name]) => protocolOf(runtime, name) === protocol);
  return (['TCP', 'UDP'] as const).flatMap((protocol) => (of(protocol).length > 0 ? [[protocol, of(protocol)]] : []));
}

function callers(workload: Workload, spec: Published): INetworkPolicyIngressRule[] {
  const { sources } = settingsIn(workload.settings);
  const { cluster } = workload.inputs;
  const ports = byProtocol(workload, spec).flatMap(([protocol, all]) => all.map(([, port]) => ({ protocol, port })));
  const from = sources.length > 0 ? networks(sources) : [publicInternet];
  return [
    { from, ports },
    ...healthOf(workload, cluster).map(({ port }) => ({ from: networks(privateNetworks), ports: [tcp(port)] })),
  ];
}

function services(app: string, workload: Workload, spec: Published): Resource[] {
  const { pods, inputs, settings } = workload;
  const { sources, addresses } = settingsIn(settings);
  const cluster = { ...inputs.cluster, loadBalancer: { addresses: [...addresses] } };
  return byProtocol(workload, spec).map(([protocol, ports]) =>
    resource<IService>({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: `${app}-${protocol.toLowerCase()}`,
        namespace: pods.namespace,
        labels: pods.labels,
        annotations: {
          ...loadBalancerAnnotations(cluster),
          ...healthAnnotations(workload, inputs.cluster),
          [exceptionAnnotation('services-internal')]: spec.why,
        },
      },
      spec: {
        type: 'LoadBalancer',
        externalTrafficPolicy: 'Local',
        selector: { ...pods.selector },
        ...(sources.length > 0 && { loadBalancerSourceRanges: [...sources] }),
        ports: ports.map(([name, port]) => ({ name, port, targetPort: name, protocol })),
      },
    }),
  );
}

/**
 * On AWS the load balancer itself asks pods whether they are well: as the kubelet does, else on any port of TCP, for
 * nothing answers on UDP. Elsewhere it asks the nodes, which know by `externalTrafficPolicy: Local`.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/#health-check
 */
function healthOf(workload: Workload, { cloud }: Pick<ClusterFacts, 'cloud'>): Health[] {
  if (cloud !== 'aws') return [];
  const { readiness, ports } = probesInUse(workload);
  if ('path' in readiness) return [{ protocol: 'http', port: ports[readiness.port], path: readiness.path }];
  const tcpPort = 'tcp' in readiness ? readiness.tcp : Object.keys(ports).find((name) => !isUdp(workload, name));
  return tcpPort === undefined ? [] : [{ protocol: 'tcp', port: ports[tcpPort] }];
}

interface Health {
  readonly protocol: 'http' | 'tcp';
  readonly port: number | undefined;
  readonly path?: string;
}

function isUdp({ runtime }: Workload, port: string): boolean {
  return protocolOf(runtime, port) === 'UDP';
}

function healthAnnotations(workload: Workload, cluster: Pick<ClusterFacts, 'cloud'>): Record<string, string> {
  const fields = healthOf(workload, cluster).flatMap((health) => Object.entries(health));
  const prefix = 'service.beta.kubernetes.io/aws-load-balancer-healthcheck';
  return Object.fromEntries(fields.map(([field, value]) => [`${prefix}-${field}`, String(value)]));
}

function settingsIn(settings: AppSettings): Settings {
  return settings.published as Settings;
}
