import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { Plan } from '../../generators/model/file.ts';
import type { Catalogue, Fleet } from '../../generators/model/fleet.ts';
import type { Values } from '../../generators/model/operator.ts';
import type { Resource } from '../../generators/model/resource.ts';
import type { Built } from '../../generators/model/rule.ts';
import { loadModel } from '../../generators/pipeline.ts';
import { repository } from '../../generators/repository.ts';
import { builtClusters } from '../../lab/fleet.ts';
import { labProgram } from '../../lab/programs.ts';
import { findFolder, manifestsIn } from './folder.ts';
import { helmTemplate, objectsIn } from './helm.ts';
import { type ChartRelease, isClusterScoped, releasesOf } from './releases.ts';
import { type Found, findChart } from './source.ts';

/** A chart that could be had, in a cluster. */
export interface Rendered extends ChartRelease {
  readonly objects: readonly Resource[];
}

/** The repository's charts, as far as they could be had, and what they are in each cluster. */
export interface Prepared {
  readonly catalogue: Catalogue;
  readonly fleet: Fleet;
  readonly plan: Plan;
  readonly found: ReadonlyMap<string, Found>;
  /** By cluster: `production/aws-us-east-1`, `hub/hub`. */
  readonly clusters: ReadonlyMap<string, readonly Rendered[]>;
  /** All other objects of the clusters, by the same names. */
  readonly built: ReadonlyMap<string, readonly Built[]>;
  /** What Helm prints for a release with these values; of a folder of git, its manifests. */
  print(release: Omit<ChartRelease, 'values'>, values: Values): Promise<string>;
}

/** Finds and renders everything. A folder for charts is removed after the tests. */
export async function prepare(): Promise<Prepared> {
  const { catalogue, fleet, linked, plan, findings } = await loadModel(repository);
  assert.ok(fleet && linked && plan, JSON.stringify(findings));
  const helm = await labProgram('helm', (message) => process.stderr.write(`${message}\n`));
  const scratch = mkdtempSync(join(tmpdir(), 'charts-'));
  after(() => rmSync(scratch, { recursive: true, force: true }));

  const found = new Map<string, Found>();
  for (const [name, chart] of Object.entries(fleet.settings.charts)) {
    mkdirSync(join(scratch, name));
    const into = join(scratch, name);
    found.set(name, 'chart' in chart ? await findChart(helm, chart, into) : await findFolder(chart, into));
  }

  const print: Prepared['print'] = async (one, values) => {
    const chart = found.get(one.chart);
    assert.ok(chart && 'folder' in chart, one.chart);
    if (one.operator && !one.operator.values) return manifestsIn(chart.folder);
    const release = { folder: chart.folder, name: one.release, namespace: one.namespace.metadata.name };
    return helmTemplate(helm, { ...release, kubernetes: one.cluster.kubernetes }, values);
  };
  const rendered: Rendered[] = [];
  for (const one of releasesOf(fleet, linked, plan, catalogue.operators ?? [])) {
    const chart = found.get(one.chart);
    if (!chart || 'reason' in chart) continue;
    rendered.push({
      ...one,
      objects: objectsIn(await print(one, one.values), one.namespace.metadata.name, isClusterScoped),
    });
  }
  const clusters = Map.groupBy(rendered, ({ environment, cluster }) => `${environment}/${cluster.name}`);
  const built = (await builtClusters(repository)).map(({ name, objects }) => {
    const all = [...objects].flatMap(([app, own]) => own.map((resource): Built => ({ resource, app })));
    return [name, all] as const;
  });
  const hub = (plan.builds ?? []).flatMap(({ objects }) => objects).map((resource) => ({ resource, app: 'hub' }));
  const ofHub = [...clusters.keys()].filter((name) => name.startsWith('hub/')).map((name) => [name, hub] as const);
  return { catalogue, fleet, plan, found, clusters, built: new Map([...built, ...ofHub]), print };
}
