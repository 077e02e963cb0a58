import { referenceCluster } from '../link/reference.ts';
import type { Finding } from '../model/finding.ts';
import { nameOf } from '../model/resource.ts';
import type { Built, Rule } from '../model/rule.ts';
import type { Model } from '../pipeline.ts';
import { render } from '../render/render.ts';
import type { Before } from './before.ts';
import type { BuiltOverlay } from './driver.ts';
import { operatorFindings } from './operators.ts';
import type { ClusterOverlays } from './overlays.ts';
import { prove } from './proof.ts';
import { applyRules } from './rules.ts';
import { viewOf } from './view.ts';

/**
 * Everything about one cluster: its overlays against the model and the schemas, then its objects together against the
 * rules. Where an overlay does not build, objects are missing that are not gone: rules would judge what is not so.
 */
export function judgeCluster(
  { environment, cluster, graph, overlays }: ClusterOverlays,
  { catalogue, fleet }: Model,
  built: ReadonlyMap<string, BuiltOverlay>,
  rules: readonly Rule[],
  before: Before['clusters'] | undefined,
): Finding[] {
  const findings: Finding[] = [];
  const objects: Built[] = [];
  for (const { path, app } of overlays) {
    const where = { environment: environment.name, cluster: cluster.name, app };
    const linked = graph.get(app);
    const result = built.get(path);
    if (!linked || !result) continue;
    objects.push(...result.objects.map((resource) => ({ resource, app })));
    findings.push(...schemaFindings(result, where), ...prove(render(linked), result.objects, where));
    for (const message of linked.app.notes(linked.inputs)) {
      findings.push({ code: 'app-note', severity: 'note', message, fix: `See ${linked.app.source}.`, in: where });
    }
  }
  if (catalogue.operators && fleet) {
    findings.push(...operatorFindings(catalogue.operators, { environment, cluster, locate: fleet.locate }, objects));
  }
  if (overlays.some(({ path }) => built.get(path)?.error !== undefined)) return findings;
  const was = before?.get(`${environment.name}/${cluster.name}`);
  const view = viewOf(environment.name, cluster, objects);
  return [...findings, ...applyRules(rules, view, was && viewOf(environment.name, cluster, was))];
}

/**
 * Clusters that the base revision had and the settings no longer name: everything in them is gone. The facts of such a
 * cluster are gone as well; rules that compare look at objects alone.
 */
export function judgeGone(
  clusters: readonly ClusterOverlays[],
  rules: readonly Rule[],
  before: Before['clusters'] | undefined,
): Finding[] {
  const here = new Set(clusters.map(({ environment, cluster }) => `${environment.name}/${cluster.name}`));
  return [...(before ?? [])].flatMap(([key, was]) => {
    if (here.has(key)) return [];
    const [environment = '', name = ''] = key.split('/');
    const cluster = { ...referenceCluster, name };
    return applyRules(rules, viewOf(environment, cluster, []), viewOf(environment, cluster, was));
  });
}

function schemaFindings(result: BuiltOverlay, where: NonNullable<Finding['in']>): Finding[] {
  if (result.error !== undefined) {
    const fix = 'Run `npm run generate`; if it says the same afterwards, report it with this message.';
    return [
      { code: 'build-fails', severity: 'error', message: `Kustomize cannot build it: ${result.error}`, fix, in: where },
    ];
  }
  return result.invalid.map(({ object, field, message }) => {
    const resource = result.objects[object];
    const name = resource ? nameOf(resource) : '';
    return {
      code: 'schema-invalid',
      severity: 'error' as const,
      message: `${name} ${field}: ${message}`,
      fix: 'Compare with the documentation of this kind, for the version of Kubernetes or of the operator in use.',
      object: name,
      field,
      in: where,
    };
  });
}
