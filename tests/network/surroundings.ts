import { publicRoute } from '../../generators/blocks/gateways/routes.ts';
import { declaredAs, declaredBy } from '../../generators/link/link.ts';
import { providesData } from '../../generators/model/app.ts';
import type { Cluster } from '../../generators/model/settings/index.ts';
import { podRoleLabel } from '../../generators/upstream/cloudNativePg.ts';
import { kedaNamespace } from '../../generators/upstream/keda.ts';
import { collectorName, nodeAgentsNamespace } from '../../generators/upstream/openTelemetry.ts';
import { addressesOf, apiServer, isPrivate, toInternet } from './addresses.ts';
import { externalAddresses, identityFlows, internetServices, type Nowhere } from './edges.ts';
import type { Landscape } from './landscape.ts';
import { gatewayPods, impostors, measuredNeighbours, namesIn, neighbours, prometheusPods } from './neighbours.ts';
import { at, calls, type Flow } from './parts.ts';
import { grafanaPods } from './systems/grafana.ts';

/** Flows that are declared without an edge: DNS, gateways, Prometheus, KEDA, what PostgreSQL archives, traces, and logins of staff. */
export function surroundingFlows(landscape: Landscape): (Flow | Nowhere)[] {
  return [
    resolution,
    reached,
    published,
    measured,
    measuredOutside,
    discovered,
    stored,
    traced,
    scaled,
    archived,
    loggedIn,
  ].flatMap((flows) => flows(landscape));
}

/** Flows of DNS: all pods but those that call no one, which are the bucket server inside a cluster and placeholders. */
function resolution({ cluster, pods }: Landscape): Flow[] {
  const resolvers = [
    neighbours.dns.name,
    ...(cluster.provided.includes('node-local-dns') ? onNode(cluster) : []),
    ...(cluster.provided.includes('cloud-dns') ? ['the metadata server'] : []),
  ];
  return pods
    .filter(({ namespace, ports }) => namespace !== 'headroom' && !ports.some(({ name }) => name === 's3'))
    .flatMap(({ name: from }) =>
      resolvers.flatMap((to) => (['UDP', 'TCP'] as const).map((protocol) => ({ from, to, port: 53, protocol }))),
    );
}

/** What answers on a node with a cache: a pod behind an address, or a service of the node with two. */
function onNode({ cloud }: Cluster): string[] {
  return cloud === 'azure'
    ? ['LocalDNS of AKS', 'LocalDNS of AKS, its other address']
    : [neighbours.dnsCache.name, 'the DNS cache of the node'];
}

/** Anybody reaches the open ports of a gateway: pods beside the backend and addresses outside. */
function reached(landscape: Landscape): Flow[] {
  const { cluster, pods } = landscape;
  const others = [
    ...Object.values(neighbours),
    ...impostors(pods),
    ...addressesOf(cluster),
    ...externalAddresses(landscape),
  ];
  return pods.flatMap(({ name, open }) =>
    calls(
      others.map((one) => one.name),
      [name],
      open ?? [],
    ),
  );
}

function published({ graph, follow }: Landscape): (Flow | Nowhere)[] {
  const from = gatewayPods.name;
  const routes = declaredAs([...graph.values()].flatMap(declaredBy), publicRoute);
  return routes.flatMap(({ app, tier, value: { paths } }) => {
    return paths.flatMap(({ service, port: number }): (Flow | Nowhere)[] => {
      const behind = follow(`${service}.${tier}`, number);
      if (behind.length === 0) return [{ from, to: `${app}.${tier}` }];
      return behind.map(({ pods: to, port }) => ({ from, to, port }));
    });
  });
}

/** Names of metrics ports other than `metrics`, by app. Images of the company have `management`. */
const metricsPort: Readonly<Record<string, string>> = {
  auth: 'management',
  inapp: 'internal',
  push: 'http',
  files: 'http',
  edge: 'health',
  alertmanager: 'web',
  grafana: 'http',
};

function measured({ graph, pods }: Landscape): Flow[] {
  return pods.flatMap((one) => {
    const linked = graph.get(one.name.slice(one.namespace.length + 1));
    if (!linked) return [];
    const called = (wanted: string) => one.ports.find(({ name }) => name === wanted);
    const port =
      called(metricsPort[linked.app.name] ?? 'metrics') ??
      (providesData(linked.app) ? undefined : called('management'));
    return port ? [{ from: prometheusPods.name, to: one.name, port: port.number }] : [];
  });
}

/** Prometheus reads operators, and kubelets and exporters of nodes, whose addresses are somewhere in private networks. */
function measuredOutside(landscape: Landscape): Flow[] {
  const { cluster } = landscape;
  const nodes = [...addressesOf(cluster), ...externalAddresses(landscape)].filter(({ address }) => isPrivate(address));
  return [
    ...measuredNeighbours(cluster.gateway).flatMap(([{ name }, port]) => calls([prometheusPods.name], [name], [port])),
    ...calls(
      [prometheusPods.name],
      nodes.map(({ name }) => name),
      [9100, 10250],
    ),
  ];
}

/** Prometheus learns its targets from the API server. */
function discovered({ cluster }: Landscape): Flow[] {
  return calls([prometheusPods.name], [apiServer], [cluster.controlPlane.port]);
}

/** Prometheus writes to a store outside, where it has one: here on the internet. */
function stored(landscape: Landscape): Flow[] {
  const stores = [...landscape.objects.values()].flat().flatMap(({ kind, spec }) => {
    if (kind !== 'Prometheus') return [];
    const { remoteWrite = [] } = spec as { remoteWrite?: readonly { url: string }[] };
    return remoteWrite.map(({ url }) => Number(new URL(url).port || 443));
  });
  return stores.flatMap((port) => toInternet(prometheusPods.name, port, internetServices(landscape)));
}

/** Collectors send traces to a backend outside, where they have one: here on the internet. */
function traced(landscape: Landscape): Flow[] {
  const { traces } = (landscape.graph.get(collectorName)?.inputs.settings ?? {}) as { traces?: { url: string } };
  if (!traces) return [];
  const from = `${nodeAgentsNamespace}/${collectorName}`;
  return toInternet(from, Number(new URL(traces.url).port || 443), internetServices(landscape));
}

/** Flows of KEDA, which reads the length of queues from brokers. */
function scaled({ objects, parts, pods }: Landscape): Flow[] {
  const asks = [...objects.values()].flat().some(({ kind, spec }) => {
    if (kind !== 'ScaledObject') return false;
    const { triggers } = spec as { triggers: readonly { type: string }[] };
    return triggers.some(({ type }) => type === 'rabbitmq');
  });
  const brokers = [...parts.values()].flatMap((part) => Object.values(part.services));
  return asks
    ? pods
        .filter(({ name, ports }) => brokers.includes(name) && ports.some((port) => port.name === 'amqp'))
        // Its whole namespace is let in.
        .flatMap(({ name }) => calls(namesIn(kedaNamespace), [name], [5672]))
    : [];
}

/**
 * Instances of PostgreSQL and the pods that set them up archive to buckets, their own cloud's and another's: all are on
 * the internet, and so is the endpoint where another cloud exchanges a token. On Google the node's metadata server
 * issues the token.
 */
function archived(landscape: Landscape): Flow[] {
  const { objects, parts } = landscape;
  return [...objects].flatMap(([app, own]) => {
    if (!own.some(({ kind }) => kind === 'ObjectStore')) return [];
    const archiving = parts.get(app)?.pods.filter(({ labels }) => labels[podRoleLabel] !== 'pooler') ?? [];
    const services = internetServices(landscape);
    return archiving.flatMap(({ name }) => [...toInternet(name, 443, services), ...identityFlows(landscape, name)]);
  });
}

/** Grafana asks the company's identity provider, which is on the internet, who somebody is. */
function loggedIn(landscape: Landscape): Flow[] {
  const asks = [...landscape.objects.values()]
    .flat()
    .some((object) => object.kind === 'Grafana' && at(object, 'spec', 'config', 'auth.generic_oauth') !== undefined);
  return asks ? toInternet(grafanaPods.name, 443, internetServices(landscape)) : [];
}
