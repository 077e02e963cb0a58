import type { LinkedCluster } from '../../link/clusters.ts';
import type { App } from '../../model/app.ts';
import type { Knowledge, Losses } from '../../model/knowledge.ts';
import type { ClusterView } from '../../model/rule.ts';
import type { LossReport, LossVerdict } from './report.ts';

/** What one app loses with one node or zone, by all its pods and members: the worst decides. */
type Part = 'node' | 'zone';

/**
 * What is left of each app of a cluster when a node, a zone or the cluster is lost.
 * @param beside the other clusters of the environment
 * @param promoted the standby clusters of the environment as their promotion makes them
 */
export function lossReports(
  linked: LinkedCluster,
  view: ClusterView,
  { lossesOf: left }: Pick<Knowledge, 'lossesOf'>,
  beside: readonly LinkedCluster[],
  promoted: readonly LinkedCluster[],
): readonly LossReport[] {
  const parts = Map.groupBy(left(view), ({ app }) => app);
  const verdicts = new Map(
    [...parts].map(([app, all]) => [app, { node: verdictOf(all, 'node', view), zone: verdictOf(all, 'zone', view) }]),
  );
  const lost = (name: string, part: Part) =>
    [...reached(name, linked)].filter((other) => verdicts.get(other)?.[part].says === 'lost').sort();
  return [...linked.graph.values()].flatMap(({ app }): LossReport[] => {
    const own = verdicts.get(app.name);
    if (!own) return [];
    const needs = { node: lost(app.name, 'node'), zone: lost(app.name, 'zone') };
    return [{ app: app.name, ...own, cluster: withoutCluster(app, linked, beside, promoted), needs }];
  });
}

/** One of its groups of pods. */
interface PartVerdict {
  readonly says: 'kept' | 'lost' | 'unknown';
  readonly why: string;
}

const order: readonly PartVerdict['says'][] = ['lost', 'unknown', 'kept'];

function verdictOf(parts: readonly Losses[], lost: Part, { cluster }: ClusterView): LossVerdict {
  if (lost === 'zone' && cluster.zones.length === 1) return { says: 'lost', why: ['it is the only zone'] };
  const sorted = parts
    .map((one) => ofPart(one, one[lost], parts.length > 1 ? `${one.name}: ` : ''))
    .toSorted((a, b) => order.indexOf(a.says) - order.indexOf(b.says));
  const [worst] = sorted;
  const isPartly = worst?.says === 'lost' && sorted.some(({ says }) => says === 'kept');
  return { says: isPartly ? 'partly' : (worst?.says ?? 'unknown'), why: sorted.map(({ why }) => why) };
}

function ofPart({ pods, needed }: Losses, left: number | undefined, name: string): PartVerdict {
  if (pods === 1) return { says: 'lost', why: `${name}its only pod is down until it is replaced` };
  if (left === undefined) return { says: 'unknown', why: `${name}its ${pods} pods are placed by an operator` };
  const count = `${left} of ${pods} left${needed > 1 ? `, ${needed} needed` : ''}`;
  if (left >= needed) return { says: 'kept', why: `${name}${count}` };
  return { says: 'lost', why: `${name}${needed > 1 ? count : `all ${pods} pods may be there`}` };
}

/** Active clusters that are written out; more of them are counted, so that all of many clusters say the same. */
const named = 3;

function withoutCluster(
  app: App,
  { cluster }: LinkedCluster,
  beside: readonly LinkedCluster[],
  promoted: readonly LinkedCluster[],
): LossVerdict {
  const says = (verdict: LossVerdict['says'], why: string): LossVerdict => ({ says: verdict, why: [why] });
  const names = (some: readonly LinkedCluster[], and: string) => some.map((one) => one.cluster.name).join(` ${and} `);
  if (cluster.role === 'standby') return says('kept', 'this cluster serves nobody');
  const active = beside.filter((one) => one.cluster.role === 'active' && one.graph.has(app.name));
  if (active.length > named) return says('kept', `it runs in ${active.length} more active clusters`);
  if (active.length > 0) return says('kept', `it runs in ${names(active, 'and')}, too`);
  if (promoted.length === 0) return says('lost', 'no standby cluster');
  const after = promoted.filter(({ graph }) => graph.has(app.name));
  if (after.length === 0) {
    return promoted.some(({ running }) => running.otherGateway.includes(app))
      ? says('kept', 'the gateways of the other clusters do without it')
      : says('lost', 'it runs in no standby cluster once that is promoted');
  }
  const where = names(after, 'or');
  switch (app.provides?.onStandby) {
    case 'replica':
      return says('person', `a read-only copy in ${where}, once promoted`);
    case 'absent':
      return says('person', `begins in ${where} once promoted, with what is restored from a backup`);
    case 'own':
      return says('person', `one of its own in ${where}, without the data of this one`);
    default:
      return says('person', `runs in ${where} once that is promoted`);
  }
}

/** The apps that an app cannot do without, directly or by others, in its cluster. */
function reached(name: string, { graph, running }: LinkedCluster): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (one: string) => {
    for (const { edge } of Object.values(graph.get(one)?.inputs.graph.uses ?? {})) {
      if (edge.to === 'app' && edge.optional) continue;
      const to =
        edge.to === 'app'
          ? edge.app.name
          : 'contract' in edge
            ? running.providers.get(edge.contract.name)?.name
            : undefined;
      if (to === undefined || to === name || found.has(to)) continue;
      found.add(to);
      visit(to);
    }
  };
  visit(name);
  return found;
}
