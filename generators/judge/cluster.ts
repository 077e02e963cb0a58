import type { LinkedCluster } from '../link/clusters.ts';
import type { Finding } from '../model/finding.ts';
import { isSynced } from '../model/fleet.ts';
import type { Built, Rule } from '../model/rule.ts';
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
 * Where an overlay is not built, the rules are not applied: its objects are missing, and rules would treat them as
 * deleted.
 */
export function judgeCluster(
  { environment, cluster, graph, overlays, parked }: LinkedCluster,
  { catalogue, fleet }: Model,
  built: ReadonlyMap<string, BuiltOverlay>,
  rules: readonly Rule[],
  before: Before | undefined,
): Finding[] {
  const findings: Finding[] = [];
  const objects: Built[] = [];
  for (const { path, app } of overlays) {
    const where = { environment: environment.name, cluster: cluster.name, app };
    const linked = graph.get(app);
    const result = built.get(path);
    if (!result) continue;
    objects.push(...result.objects.map((resource) => ({ resource, app })));
    findings.push(...schemaFindings(result, where), ...prove(linked ? render(linked) : [], result.objects, where));
    if (!linked) continue;
    for (const message of linked.app.notes(linked.inputs)) {
      findings.push({ code: 'app-note', severity: 'note', message, fix: `See ${linked.app.source}.`, in: where });
    }
  }
  if (fleet) findings.push(...routeFeatures(graph.values(), { environment, cluster, locate: fleet.locate }));
  if (catalogue.operators && fleet) {
    findings.push(...operatorFindings(catalogue.operators, { environment, cluster, locate: fleet.locate }, objects));
  }
  const isBuilt = (path: string) => built.has(path) && built.get(path)?.error === undefined;
  if (!overlays.every(({ path }) => isBuilt(path))) return findings;
  const was = before?.clusters.get(`${environment.name}/${cluster.name}`);
  const synced = !before?.unsynced.has(environment.name);
  const facts = {
    synced: isSynced(environment),
    domain: environment.settings.domain,
    apps: new Set(overlays.map(({ app }) => app)),
    retiring: new Set(parked.filter(({ why }) => why === 'retiring').map(({ app }) => app.name)),
  };
  const view = viewOf(environment.name, cluster, objects, facts);
  return [...findings, ...applyRules(rules, view, was && viewOf(environment.name, cluster, was, { synced }))];
}
