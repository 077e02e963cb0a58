import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ownsNamespace } from '../../generators/argocd/ownsNamespace.ts';
import { isPermitted } from '../../generators/argocd/testing/permitted.ts';
import { projectsIn } from '../../generators/argocd/testing/tree.ts';
import { silent } from '../../generators/console/progress.ts';
import { openDriver } from '../../generators/judge/driver.ts';
import type { BuiltOverlay } from '../../generators/judge/overlays.ts';
import { schemaFindings } from '../../generators/judge/schemaFindings.ts';
import { keyOf } from '../../generators/model/resource.ts';
import type { Built } from '../../generators/model/rule.ts';
import { argoCd } from '../../generators/model/settings/index.ts';
import { repository } from '../../generators/repository.ts';
import { portsCalled } from './calledPorts.ts';
import { unexcused } from './excused.ts';
import { foundWithCharts } from './judged.ts';
import type { Prepared, Rendered } from './prepared.ts';

/** What charts hold in every cluster goes where all objects go: through projects, schemas and rules. */
export function testClusters({ clusters, built, plan }: Prepared): void {
  const projects = projectsIn(plan);
  for (const [cluster, releases] of clusters) {
    test(`${cluster}: a project allows every object of its charts, and each has one owner`, () => {
      const owners = new Map<string, string>();
      for (const one of releases) {
        const project = projects.get(one.project);
        for (const object of one.objects) {
          const name = keyOf(object);
          assert.equal(owners.get(name), undefined, name);
          owners.set(name, one.chart);
          if (!project) continue;
          // The hub is named by its address.
          const destinations = project.destinations.map((to) => ({ name: one.cluster.name, ...to }));
          assert.ok(isPermitted({ ...project, destinations }, one.cluster.name, object), `${one.chart}: ${name}`);
        }
      }
    });
  }

  test('docs/argocd.md says which ports API servers call, and of which operators', () => {
    const rendered = new Set([...clusters.values()].flat().map(({ chart }) => chart));
    const text = readFileSync(join(repository, 'docs/argocd.md'), 'utf8');
    const rows = [...text.matchAll(/^\| (\d+) \| ([^|]+) \|$/gm)].flatMap(([, port, names = '']) =>
      names.split(', ').map((name) => `${name} ${port}`),
    );
    const called = new Set(
      [...clusters.values()].flatMap((releases) => {
        const [first] = releases;
        return first ? portsCalled(objectsOf(releases), first.cluster) : [];
      }),
    );
    const documented = rows.filter((row) => rendered.has(row.split(' ')[0] ?? ''));
    assert.deepEqual([...called].sort(), documented.sort());
  });

  test('every object of a chart is valid in the Kubernetes of its cluster', async () => {
    assert.deepEqual(await invalidObjects(clusters), []);
  });

  test('charts keep the rules that everything else keeps, but for what is excused', () => {
    const findings = [...clusters].flatMap(([name, releases]) => {
      const [first] = releases;
      return first ? foundWithCharts(first, built.get(name) ?? [], objectsOf(releases)) : [];
    });
    const charts = new Set([...clusters.values()].flat().map(({ chart }) => chart));
    // The hub's namespace is an object of git, which is empty without the chart.
    if (charts.has(argoCd)) charts.add('hub');
    // So is the policy of the pods that the chart of Traefik makes.
    if (charts.has('traefik')) charts.add('gateway');
    assert.deepEqual(unexcused(findings, charts), []);
  });
}

/** The objects of charts with the namespaces that they go to; those of the hub and of gateways are objects of git. */
function objectsOf(releases: readonly Rendered[]): Built[] {
  const making = releases.filter(({ operator }) => operator && ownsNamespace(operator));
  const namespaces = new Map(making.map((one) => [one.namespace.metadata.name, one] as const));
  return [
    ...[...namespaces.values()].map(({ namespace: resource, chart: app }) => ({ resource, app })),
    ...releases.flatMap(({ objects, chart: app }) => objects.map((resource) => ({ resource, app }))),
  ];
}

async function invalidObjects(clusters: Prepared['clusters']): Promise<string[]> {
  const root = mkdtempSync(join(tmpdir(), 'rendered-'));
  after(() => rmSync(root, { recursive: true, force: true }));
  const overlays = [...clusters.values()].flat().map((one) => {
    const path = `${one.environment}/${one.cluster.name}/${one.chart}`;
    mkdirSync(join(root, path), { recursive: true });
    writeFileSync(join(root, path, 'kustomization.yaml'), JSON.stringify({ resources: ['all.json'] }));
    writeFileSync(join(root, path, 'all.json'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items: one.objects }));
    return { path, kubernetes: one.cluster.kubernetes };
  });
  const driver = await openDriver(
    overlays.map(({ kubernetes }) => kubernetes),
    silent,
  );
  const results: BuiltOverlay[] = [];
  await driver.build({ root, overlays }, (result) => results.push(result));
  return results.flatMap((one) => schemaFindings(one, {}).map(({ message }) => `${one.path}: ${message}`));
}
