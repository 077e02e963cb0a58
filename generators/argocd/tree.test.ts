import assert from 'node:assert/strict';
import { dirname, join } from 'node:path/posix';
import { test } from 'node:test';
import { parse } from 'yaml';
import { link } from '../link/link.ts';
import type { Resource } from '../model/resource.ts';
import { loadModel } from '../pipeline.ts';
import { render } from '../render/render.ts';
import { repository } from '../repository.ts';
import { countAnnotation } from './names.ts';
import { isPermitted, type Project } from './testing/permitted.ts';

// This repository's own tree, as it is planned: what Argo CD makes of it has to fit together.

const { catalogue, fleet, plan } = await loadModel(repository);
assert.ok(fleet && plan?.builds);
const builds: readonly { readonly folder: string; readonly objects: readonly Resource[] }[] = plan.builds;
const files = new Map(plan.files.map(({ path, content }) => [path, content]));
const objects = builds.flatMap((build) => build.objects);
const ofKind = (kind: string) => objects.filter((object) => object.kind === kind);
const projects = new Map(ofKind('AppProject').map((object) => [object.metadata.name, object.spec as Project]));
const environments = fleet.environments.filter(({ settings }) => settings.synced !== false);
const parametersIn = (pattern: RegExp) =>
  [...files].flatMap(([path, text]) => (pattern.test(path) ? [{ path, value: parse(text) as Parameters }] : []));
interface Parameters {
  readonly app: string;
  readonly stage: string;
  readonly namespace: string;
  readonly allowEmpty: boolean;
  readonly paths: string;
}

test('there is a folder for each cluster that the hub syncs, and none for others', () => {
  const clusters = environments.flatMap(({ name, settings }) => settings.clusters.map((one) => `${name}/${one.name}`));
  const folders = builds.map(({ folder }) => folder).filter((folder) => folder.startsWith('argocd/clusters/'));
  assert.deepEqual(folders.sort(), clusters.map((name) => `argocd/clusters/${name}`).sort());
  assert.deepEqual(parametersIn(/^overlays\/development\/.*\/application\.yaml$/), []);
});

test('every ApplicationSet keeps what it made, in a project that is fixed and exists', () => {
  for (const { metadata, spec } of ofKind('ApplicationSet')) {
    const { goTemplate, goTemplateOptions, syncPolicy, template } = spec as ApplicationSetSpec;
    assert.deepEqual(
      { goTemplate, goTemplateOptions, syncPolicy },
      {
        goTemplate: true,
        goTemplateOptions: ['missingkey=error'],
        syncPolicy: { applicationsSync: 'create-update', preserveResourcesOnDeletion: true },
      },
    );
    assert.ok(projects.has(template.spec.project), `${metadata.name}: ${template.spec.project}`);
    assert.deepEqual(template.metadata.finalizers, undefined, 'an Application that goes takes nothing along');
  }
});

test('stages come in waves, and each counts the files that it makes Applications from', () => {
  for (const { name, settings } of environments) {
    for (const cluster of settings.clusters) {
      const build = builds.find(({ folder }) => folder === `argocd/clusters/${name}/${cluster.name}`);
      const inWaves = (build?.objects ?? []).map(({ metadata }) => [
        Number(metadata.annotations?.['argocd.argoproj.io/sync-wave']),
        metadata.name.slice(cluster.name.length + 1),
        Number(metadata.annotations?.[countAnnotation]),
      ]);
      const all = [
        ...parametersIn(new RegExp(`^overlays/${name}/clusters/${cluster.name}/[^/]+/application\\.yaml$`)),
        ...parametersIn(new RegExp(`^argocd/operators/${name}/${cluster.name}/[^/]+\\.yaml$`)),
      ];
      const counts = ['platform', 'operators', 'stores', 'data', 'services'].map((stage, wave) => [
        wave,
        stage,
        all.filter(({ value }) => value.stage === stage).length,
      ]);
      assert.deepEqual(inWaves.sort(), counts.sort());
    }
  }
});

test('projects have no wildcard, and none is the default one', () => {
  assert.ok(!projects.has('default'));
  for (const [name, { syncWindows: _, ...spec }] of projects) assert.ok(!JSON.stringify(spec).includes('*'), name);
});

test('a project allows every object of its apps where it goes, and nothing of other environments', () => {
  for (const environment of environments) {
    const project = projects.get(environment.name);
    assert.ok(project);
    for (const cluster of environment.settings.clusters) {
      for (const linked of link(catalogue, fleet, { layer: 'cluster', environment, cluster }).values()) {
        for (const object of render(linked)) assert.ok(isPermitted(project, cluster.name, object), object.kind);
      }
    }
    const elsewhere = environments.filter((one) => one !== environment).flatMap(({ settings }) => settings.clusters);
    for (const { name } of elsewhere) assert.ok(!isPermitted(project, name, configMap), name);
  }
});

test('what a project does not allow is noticed', () => {
  const project = projects.get('production');
  assert.ok(project && isPermitted(project, 'aws-us-east-1', configMap));
  const forbidden: [string, Resource][] = [
    ['a kind', { ...configMap, apiVersion: 'argoproj.io/v1alpha1', kind: 'Application' }],
    ['a namespace', { ...configMap, metadata: { name: 'a', namespace: 'kube-system' } }],
    ['a kind once in a cluster', { ...configMap, kind: 'ClusterRole', metadata: { name: 'a' } }],
    ['another name', { ...configMap, kind: 'Namespace', metadata: { name: 'kube-system' } }],
  ];
  for (const [title, object] of forbidden) assert.ok(!isPermitted(project, 'aws-us-east-1', object), title);
});

test('an Application is refreshed by what its kustomization reads, and by nothing else', () => {
  const all = parametersIn(/\/application\.yaml$/);
  assert.ok(all.length > 50);
  for (const { path, value } of all) {
    const read = new Set<string>();
    follow(dirname(path), read);
    assert.deepEqual(value.paths.split(';').sort(), [...read].map((folder) => `/${folder}`).sort(), path);
    assert.equal(value.allowEmpty, read.size === 1, path);
  }
});

/** The folders that a kustomization reads, itself included. */
function follow(folder: string, read: Set<string>): void {
  read.add(folder);
  const { resources } = parse(files.get(`${folder}/kustomization.yaml`) ?? '') as { resources: string[] };
  for (const one of resources) if (!one.endsWith('.yaml')) follow(join(folder, one), read);
}

test('an operator whose CRDs are not annotated is never pruned', () => {
  const prunes = new Map(
    parametersIn(/^argocd\/operators\//).map(({ value }) => [
      value.app,
      (value as unknown as { prune: boolean }).prune,
    ]),
  );
  for (const { name, crds } of catalogue.operators ?? []) {
    if (prunes.has(name)) assert.equal(prunes.get(name), crds !== 'unprunable', name);
  }
});

test('names of Applications are free of clashes, and short enough for labels', () => {
  const names = environments.flatMap(({ name, settings }) =>
    settings.clusters.flatMap((cluster) => [
      cluster.name,
      ...parametersIn(new RegExp(`^(overlays/${name}/clusters|argocd/operators/${name})/${cluster.name}/`))
        .filter(({ value }) => value.app !== undefined)
        .map(({ value }) => `${cluster.name}-${value.app}`),
    ]),
  );
  assert.ok(names.length > 100);
  assert.equal(new Set(names).size, names.length);
  for (const name of [...names, ...ofKind('ApplicationSet').map(({ metadata }) => metadata.name)]) {
    assert.ok(name.length <= 63, name);
  }
});

test('the first Application deletes nothing when it goes, and prunes nothing', () => {
  const [root] = ofKind('Application').filter(({ metadata }) => metadata.name === 'root');
  assert.ok(root && !('finalizers' in root.metadata));
  assert.equal((root.spec as { syncPolicy: { automated: { prune: boolean } } }).syncPolicy.automated.prune, false);
});

const configMap: Resource = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'backend' } };

interface ApplicationSetSpec {
  readonly goTemplate: boolean;
  readonly goTemplateOptions: readonly string[];
  readonly syncPolicy: unknown;
  readonly template: {
    readonly metadata: { readonly finalizers?: unknown };
    readonly spec: { readonly project: string };
  };
}
