import type { LinkedCluster } from '../../link/clusters.ts';
import { type App, providesData } from '../../model/app.ts';
import type { Edge } from '../../model/edge.ts';
import type { ClusterView } from '../../model/rule.ts';
import type { AppMap, MapEdge, MapNode } from './report.ts';
import { routePlans } from './routes.ts';

/** Who calls from outside, by the routes of apps. */
const callers = 'mobile app';

/** Who calls whom in some clusters, drawn as one. */
export function mapOf(clusters: readonly (readonly [LinkedCluster, ClusterView])[]): AppMap {
  const nodes = new Map<string, { node: MapNode; clusters: Set<string> }>();
  const edges = new Map<string, { from: string; to: string; by: Set<string> }>();
  for (const [linked, view] of clusters) {
    const gateway = view.ofKind('Gateway', 'gateway.networking.k8s.io')[0];
    const add = (node: MapNode) => {
      const known = nodes.get(node.name) ?? { node, clusters: new Set<string>() };
      known.clusters.add(linked.cluster.name);
      nodes.set(node.name, known);
    };
    const connect = (from: string, to: string, by: string) => {
      const key = `${from} ${to}`;
      const known = edges.get(key) ?? { from, to, by: new Set<string>() };
      if (by !== '') known.by.add(by);
      edges.set(key, known);
    };
    for (const { app } of linked.graph.values()) {
      add(nodeOf(app, app.name === gateway?.app ? gateway.resource.metadata.namespace : undefined));
    }
    for (const { app, inputs } of linked.graph.values()) {
      const jobs = Object.values(inputs.graph.jobs ?? {});
      for (const { edge, absent } of [inputs.graph.uses, ...jobs].flatMap(Object.values)) {
        const to = absent ? undefined : targetOf(edge, linked);
        if (!to) continue;
        if (to.kind === 'outside') add(to);
        connect(app.name, to.name, accessOf(edge));
      }
    }
    const routed = new Set(routePlans(linked.graph).map(({ app }) => app));
    if (routed.size > 0) add({ name: callers, group: 'callers', kind: 'callers', also: [] });
    if (routed.size > 0 && gateway) connect(callers, gateway.app, 'https');
    for (const app of routed) connect(gateway?.app ?? callers, app, 'routes');
  }
  return {
    ...joined([...nodes.values()], clusters.length),
    edges: [...edges.values()].map(({ from, to, by }): MapEdge => ({ from, to, by: [...by].sort() })),
    apart: [...nodes.keys()].filter(
      (name) => ![...edges.values()].some(({ from, to }) => from === name || to === name),
    ),
  };
}

function joined(
  nodes: readonly { readonly node: MapNode; readonly clusters: ReadonlySet<string> }[],
  all: number,
): Pick<AppMap, 'nodes'> {
  return {
    nodes: nodes.map(({ node, clusters }) =>
      clusters.size === all || node.kind === 'outside' || node.kind === 'callers'
        ? node
        : { ...node, clusters: [...clusters] },
    ),
  };
}

function nodeOf(app: App, namespaceOfGateway: string | undefined): MapNode {
  const kind = providesData(app) ? 'data' : namespaceOfGateway === undefined ? 'app' : 'gateway';
  const also = [app.uses, ...(app.jobs?.(app.images) ?? []).map(({ uses }) => uses)]
    .flatMap(Object.values<Edge>)
    .flatMap(({ to }) => (to === 'cloud-identity' || to === 'kubernetes-api' ? words[to] : []));
  const group = namespaceOfGateway ?? app.tier ?? 'cluster';
  return { name: app.name, group, kind, source: app.source, also: [...new Set(also)] };
}

const words = {
  'cloud-identity': 'the identity service of the cloud',
  'kubernetes-api': 'the API server',
} as const;

/** The other side of an edge, where it is drawn. */
function targetOf(edge: Edge, { running }: LinkedCluster): (Pick<MapNode, 'name'> & MapNode) | undefined {
  const outside = (name: string): MapNode => ({ name, group: 'outside', kind: 'outside', also: [] });
  switch (edge.to) {
    case 'app':
      return { name: edge.app.name, group: '', kind: 'app', also: [] };
    case 'internet':
      return outside(edge.name);
    case 'keys':
    case 'cloud-identity':
    case 'kubernetes-api':
      return undefined;
  }
  const provider = running.providers.get(edge.contract.name);
  if (provider) return { name: provider.name, group: '', kind: providesData(provider) ? 'data' : 'app', also: [] };
  return outside(`${edge.contract.name} (${edge.contract.kind})`);
}

function accessOf(edge: Edge): string {
  if (edge.to === 'app') return edge.port;
  if (edge.to === 'internet') return edge.ports.map((port) => `port ${port}`).join(', ');
  return ('access' in edge ? edge.access : undefined) ?? 'uses';
}
