import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { chartClusterKinds, chartNamespacedKinds } from '../../generators/argocd/chartKinds.ts';
import { unserved } from '../../generators/judge/served.ts';
import type { Operator, Values } from '../../generators/model/operator.ts';
import { groupOf, type Resource } from '../../generators/model/resource.ts';
import {
  type Chart,
  type Cloud,
  type Cluster,
  clouds,
  type FleetSettings,
} from '../../generators/model/settings/index.ts';
import { viewOf } from '../../generators/model/view.ts';
import { outputOf, runSync } from '../../generators/programs/run.ts';
import { ensureTool } from '../../generators/programs/toolchain.ts';
import { loadCatalogue, repository } from '../../generators/repository.ts';
import { exampleClusters } from '../../generators/testing/clusters.ts';
import { restrictedBreaches } from '../../policies/kubernetes/podSecurity.ts';
import { matches } from '../../policies/kubernetes/selector.ts';
import { workloadsOf } from '../../policies/kubernetes/workload.ts';
import { type Found, findChart } from './source.ts';
import { unknownValues } from './unknown.ts';

// Renders the chart of every operator with its values in each cloud, by the real Helm. Not part of `npm test`: it
// builds Helm and downloads charts.

const scratch = mkdtempSync(join(tmpdir(), 'charts-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

const catalogue = await loadCatalogue(repository);
// Only this file: errors in environments do not matter here.
const fleet = parse(readFileSync(join(repository, 'overlays/fleet.yaml'), 'utf8')) as FleetSettings;
const operators = catalogue.operators ?? [];
const helm = await ensureTool(repository, 'helm', (message) => process.stderr.write(`${message}\n`));

// All charts are fetched before the first test: the runner does not wait for a file that registers more tests while
// tests run.
const charts: { operator: Operator; version: string; found: Found }[] = [];
for (const operator of operators) {
  const chart: Chart | undefined = fleet.charts[operator.name];
  assert.ok(chart, operator.name);
  const into = join(scratch, operator.name);
  mkdirSync(into);
  charts.push({ operator, version: chart.version, found: await findChart(helm, chart, into) });
}

for (const { operator, version, found } of charts) {
  if ('reason' in found) {
    test(`${operator.name} ${version} is not checked`, { skip: found.reason }, () => {});
    continue;
  }
  for (const cloud of clouds) {
    test(`${operator.name} ${version} accepts its values in a cluster of ${cloud}`, () => {
      const values = valuesOf(operator, cloud, version);
      const text = readFileSync(join(found.folder, 'values.yaml'), 'utf8');
      assert.deepEqual(unknownValues(values, parse(text) as Values, text), []);
      checkObjects(operator, cloud, template(operator, found.folder, values));
    });
  }
  if (isClosed(found.folder)) {
    test(`${operator.name} ${version} refuses a value that it does not know`, () => {
      const values = { ...valuesOf(operator, 'aws', version), notAValue: true };
      assert.throws(() => template(operator, found.folder, values), /notAValue/);
    });
  }
}

/** Whether the chart's own schema refuses unknown keys, so that Helm does. */
function isClosed(folder: string): boolean {
  const file = join(folder, 'values.schema.json');
  if (!existsSync(file)) return false;
  const schema = JSON.parse(readFileSync(file, 'utf8')) as { $ref?: string; additionalProperties?: unknown };
  return schema.additionalProperties === false || schema.$ref !== undefined;
}

/** All objects of a chart, CRDs too, as Argo CD renders them. */
function template({ name, namespace }: Operator, folder: string, values: Values): Resource[] {
  const file = join(scratch, `${name}.values.yaml`);
  writeFileSync(file, stringify(values, { aliasDuplicateObjects: false }));
  const args = ['template', name, folder, '--namespace', namespace, '--include-crds', '--kube-version', '1.35.0'];
  const versions = ['--api-versions', 'cert-manager.io/v1'];
  return parseAllDocuments(outputOf(runSync(helm, [...args, ...versions, '--values', file])))
    .map((document) => document.toJS() as Resource | null)
    .filter((object) => object !== null);
}

function valuesOf(operator: Operator, cloud: Cloud, version: string): Values {
  const cluster = { ...exampleClusters[cloud], identities: { [operator.name]: 'an-identity' } };
  return operator.values({ fleet, cluster, version, namespaces: ['backend', 'data'] });
}

/** The assertions about an operator's objects, for any chart. */
function checkObjects(operator: Operator, cloud: Cloud, objects: readonly Resource[]): void {
  const built = objects.map((resource) => ({ resource, app: operator.name }));
  const view = viewOf('test', exampleClusters[cloud] as Cluster, built);
  const crds = objects.filter(({ kind }) => kind === 'CustomResourceDefinition');
  const groups = new Set(crds.map(({ spec }) => (spec as { group: string }).group));
  // Some charts get their CRDs when they are released: their sources contain none.
  if (crds.length > 0 || operator.crds === 'none') {
    assert.deepEqual([...groups].sort(), [...operator.groups].sort(), 'it serves the groups of its CRDs');
    assert.equal(crds.every(isUnprunable), operator.crds !== 'unprunable', 'CRDs are annotated or not, as declared');
  }

  const kinds = new Set(objects.map((object) => `${groupOf(object)}/${object.kind}`));
  for (const { group, kind } of [...chartNamespacedKinds, ...chartClusterKinds]) kinds.delete(`${group}/${kind}`);
  assert.deepEqual([...kinds], [], 'the project of operators allows every kind of the chart');

  const needed = operators.filter(({ name }) => name === operator.name || operator.requires.includes(name));
  assert.deepEqual(unserved(needed, objects, {}), [], 'kinds of others are served by operators it requires');

  for (const workload of workloadsOf(view).filter(({ kind }) => kind === 'Deployment')) {
    const { resource } = workload.built;
    const { replicas } = resource.spec as { replicas?: number };
    const most = cloud === 'local' ? 1 : 2;
    assert.ok((replicas ?? 1) === most || !hasLeader(operator), `${workload.name} has ${replicas} pods`);
    for (const { labelSelector } of workload.pod.topologySpreadConstraints ?? []) {
      assert.ok(matches(labelSelector, workload.labels), `${workload.name} is spread by labels that it has`);
    }
    for (const { name, resources } of workload.pod.containers ?? []) {
      assert.ok(resources?.requests?.cpu && resources.limits?.memory, `${workload.name}/${name} has resources`);
    }
    if (operator.podSecurity === 'restricted') assert.deepEqual([...restrictedBreaches(workload)], []);
  }
  for (const { resource } of view.ofKind('PodDisruptionBudget')) {
    const { maxUnavailable, minAvailable } = resource.spec as { maxUnavailable?: unknown; minAvailable?: unknown };
    assert.deepEqual({ maxUnavailable, minAvailable }, { maxUnavailable: 1, minAvailable: undefined });
  }
}

function isUnprunable({ metadata }: Resource): boolean {
  return metadata.annotations?.['argocd.argoproj.io/sync-options'] === 'Prune=false';
}

/** Whether several replicas of the operator may run: the plugin of CloudNativePG must not run twice. */
function hasLeader({ name }: Operator): boolean {
  return name !== 'plugin-barman-cloud';
}
