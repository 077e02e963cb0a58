import type { LinkedCluster } from '../link/clusters.ts';
import { referenceCluster } from '../link/reference.ts';
import type { Finding } from '../model/finding.ts';
import { isSynced } from '../model/fleet.ts';
import type { Built, ClusterView, Rule } from '../model/rule.ts';
import { viewOf } from '../model/view.ts';
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
 * Where an overlay does not build, the rules are not applied: its objects are missing, and rules would treat them as
 * deleted.
 */
export function judgeCluster(
  linked: LinkedCluster,
  { catalogue, fleet }: Model,
  built: ReadonlyMap<string, BuiltOverlay>,
  rules: readonly Rule[],
  before: Before['clusters'] | undefined,
): Finding[] {
  const { environment, cluster, graph, overlays } = linked;
  const findings: Finding[] = [];
  const objects: Built[] = [];
  for (const { path, app } of overlays) {
    const where = { environment: environment.name, cluster: cluster.name, app };
    const running = graph.get(app);
    const result = built.get(path);
    if (!result) continue;
    objects.push(...result.objects.map((resource) => ({ resource, app })));
    findings.push(...schemaFindings(result, where), ...prove(running ? render(running) : [], result.objects, where));
    if (!running) continue;
    for (const message of running.app.notes(running.inputs)) {
      findings.push({ code: 'app-note', severity: 'note', message, fix: `See ${running.app.source}.`, in: where });
    }
  }
  if (fleet) findings.push(...routeFeatures(graph.values(), { environment, cluster, locate: fleet.locate }));
  if (catalogue.operators && fleet) {
    findings.push(...operatorFindings(catalogue.operators, { environment, cluster, locate: fleet.locate }, objects));
  }
  if (overlays.some(({ path }) => built.get(path)?.error !== undefined)) return findings;
  const was = before?.get(`${environment.name}/${cluster.name}`);
  return [...findings, ...applyRules(rules, viewIn(linked, objects), was && viewOf(environment.name, cluster, was))];
}

/** The view of a cluster that rules get. */
export function viewIn(
  { environment, cluster, overlays, parked }: LinkedCluster,
  objects: readonly Built[],
): ClusterView {
  return viewOf(environment.name, cluster, objects, {
    synced: isSynced(environment),
    domain: environment.settings.domain,
    apps: new Set(overlays.map(({ app }) => app)),
    retiring: new Set(parked.filter(({ why }) => why === 'retiring').map(({ app }) => app.name)),
  });
}

/**
 * Checks clusters that the base revision had and the settings no longer name: all of their objects are deleted. The
 * facts of such a cluster are unknown; rules that compare read objects alone.
 */
export function judgeGone(
  clusters: readonly LinkedCluster[],
  rules: readonly Rule[],
  before: Before['clusters'] | undefined,
): Finding[] {
  const here = new Set(clusters.map(({ environment, cluster }) => `${environment.name}/${cluster.name}`));
  const unsynced = new Set(clusters.map(({ environment }) => environment).filter((one) => !isSynced(one)));
  const isUnsynced = (name: string) => [...unsynced].some((one) => one.name === name);
  return [...(before ?? [])].flatMap(([key, was]) => {
    if (here.has(key)) return [];
    const [environment = '', name = ''] = key.split('/');
    const cluster = { ...referenceCluster, name };
    const now = viewOf(environment, cluster, [], { synced: !isUnsynced(environment) });
    return applyRules(rules, now, viewOf(environment, cluster, was));
  });
}
