import type { LinkedCluster } from '../link/clusters.ts';
import type { Parked } from '../link/parked.ts';
import { referenceCluster } from '../link/reference.ts';
import type { Finding } from '../model/finding.ts';
import { isSynced } from '../model/fleet.ts';
import type { Built, ClusterView, Rule } from '../model/rule.ts';
import { together, viewOf } from '../model/view.ts';
import type { Model } from '../plan/model.ts';
import { render } from '../render/render.ts';
import { operatorFindings } from './operators.ts';
import type { BuiltOverlay } from './overlays.ts';
import { prove } from './proof.ts';
import type { Before } from './revision/before.ts';
import { routeFeatures } from './routeFeatures.ts';
import { applyRules } from './rules.ts';
import { schemaFindings } from './schemaFindings.ts';

/**
 * Checks one cluster: each overlay against the model and the schemas, then all its objects together against the rules.
 * Apps are rendered again, not taken from the plan, so that a rendering that is not deterministic is found as well.
 * Where an overlay is not built, the rules are not applied: its objects are missing, and rules would treat them as
 * deleted.
 * @param now the cluster as it is built, among the others of the fleet
 */
export function judgeCluster(
  { environment, cluster, graph, overlays }: LinkedCluster,
  { catalogue, fleet }: Model,
  built: ReadonlyMap<string, BuiltOverlay>,
  rules: readonly Rule[],
  now: ClusterView,
  before: ClusterView | undefined,
): Finding[] {
  const findings: Finding[] = [];
  for (const { path, app } of overlays) {
    const where = { environment: environment.name, cluster: cluster.name, app };
    const linked = graph.get(app);
    const result = built.get(path);
    if (!result) continue;
    findings.push(...schemaFindings(result, where), ...prove(linked ? render(linked) : [], result.objects, where));
    if (!linked) continue;
    for (const message of linked.app.notes(linked.inputs)) {
      findings.push({ code: 'app-note', severity: 'note', message, fix: `See ${linked.app.source}.`, in: where });
    }
  }
  if (fleet) findings.push(...routeFeatures(graph.values(), { environment, cluster, locate: fleet.locate }));
  if (catalogue.operators && fleet) {
    findings.push(...operatorFindings(catalogue.operators, { environment, cluster, locate: fleet.locate }, now.all));
  }
  const isBuilt = (path: string) => built.has(path) && built.get(path)?.error === undefined;
  if (!overlays.every(({ path }) => isBuilt(path))) return findings;
  return [...findings, ...applyRules(rules, now, before)];
}

/** The clusters as they are built. */
export function viewsOf(
  clusters: readonly LinkedCluster[],
  built: ReadonlyMap<string, BuiltOverlay>,
): ReadonlyMap<LinkedCluster, ClusterView> {
  const objectsOf = ({ overlays }: LinkedCluster) =>
    overlays.flatMap(({ path, app }): Built[] =>
      (built.get(path)?.objects ?? []).map((resource) => ({ resource, app })),
    );
  return together(clusters.map((one) => [one, viewIn(one, objectsOf(one))]));
}

/** The clusters of the base revision by `environment/cluster`, with the facts that they have now: those of then are unknown. */
export function viewsBefore(
  clusters: readonly LinkedCluster[],
  before: Pick<Before, 'clusters' | 'unsynced'> | undefined,
): ReadonlyMap<string, ClusterView> {
  const now = new Map(clusters.map(({ environment, cluster }) => [`${environment.name}/${cluster.name}`, cluster]));
  const views = [...(before?.clusters ?? [])].map(([key, objects]) => {
    const [environment = '', name = ''] = key.split('/');
    const cluster = now.get(key) ?? { ...referenceCluster, name };
    return [key, viewOf(environment, cluster, objects, { synced: !before?.unsynced.has(environment) })] as const;
  });
  return together(views);
}

/** The view of a cluster that rules get. */
export function viewIn(
  { environment, cluster, overlays, parked }: LinkedCluster,
  objects: readonly Built[],
): ClusterView {
  const parkedAs = (why: Parked['why']) => new Set(parked.filter((one) => one.why === why).map(({ app }) => app.name));
  return viewOf(environment.name, cluster, objects, {
    synced: isSynced(environment),
    domain: environment.settings.domain,
    apps: new Set(overlays.map(({ app }) => app)),
    retiring: parkedAs('retiring'),
    waiting: parkedAs('waiting'),
  });
}
