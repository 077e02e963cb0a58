import assert from 'node:assert/strict';
import { dirname, join } from 'node:path/posix';
import { test } from 'node:test';
import { parse } from 'yaml';
import type { Resource } from '../../model/resource.ts';
import { allFiles } from '../../plan/allFiles.ts';
import { render } from '../../render/render.ts';
import type { Planned } from '../../testing/plan.ts';
import { countAnnotation } from '../names.ts';
import { isPermitted, type Project } from './permitted.ts';

/** Declares the tests of `argocd/` that must pass for any fleet that a hub syncs. */
export function testArgoTree({ catalogue, fleet, linked, plan }: Planned): void {
  const builds: readonly { readonly folder: string; readonly objects: readonly Resource[] }[] = plan.builds ?? [];
  const files = new Map(allFiles(plan).map(({ path, content }) => [path, content]));
  const objects = builds.flatMap((build) => build.objects);
  const ofKind = (kind: string) => objects.filter((object) => object.kind === kind);
  const projects = projectsIn(plan);
  const environments = fleet.environments.filter(({ settings }) => settings.synced !== false);
  const parametersIn = (pattern: RegExp) =>
    [...files].flatMap(([path, text]) => (pattern.test(path) ? [{ path, value: parse(text) as Parameters }] : []));

  test('there is a folder for each cluster that the hub syncs, and none for others', () => {
    const clusters = environments.flatMap(({ name, settings }) =>
      settings.clusters.map((one) => `${name}/${one.name}`),
    );
    const folders = builds.map(({ folder }) => folder).filter((folder) => folder.startsWith('argocd/clusters/'));
    assert.deepEqual(folders.sort(), clusters.map((name) => `argocd/clusters/${name}`).sort());
    for (const { name } of fleet.environments.filter((one) => !environments.includes(one))) {
      assert.deepEqual(parametersIn(new RegExp(`^overlays/${name}/.*/application\\.yaml$`)), []);
    }
  });

  test('every ApplicationSet deletes none of its Applications, and their project is fixed and exists', () => {
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
      assert.deepEqual(template.metadata.finalizers, undefined, 'deleting an Application deletes none of its objects');
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
        const stages = ['platform', 'operators', 'stores', 'data', 'gateways', 'services', 'monitoring'];
        const counts = stages.map((stage, wave) => [
          wave,
          stage,
          all.filter(({ value }) => value.stage === stage).length,
        ]);
        assert.deepEqual(inWaves.sort(), counts.filter(([, , count]) => count !== 0).sort());
      }
    }
  });

  test('projects have no wildcard, and none is the default one', () => {
    assert.ok(!projects.has('default'));
    for (const [name, { syncWindows: _, ...spec }] of projects) assert.ok(!JSON.stringify(spec).includes('*'), name);
  });

  test('a project allows every object of its apps in its namespace, and no object of other environments', () => {
    for (const environment of environments) {
      const project = projects.get(environment.name);
      assert.ok(project);
      const elsewhere = environments.filter((one) => one !== environment).flatMap(({ settings }) => settings.clusters);
      for (const cluster of environment.settings.clusters) {
        const { graph } = linked.clusters.find((one) => one.cluster === cluster) ?? {};
        for (const member of graph?.values() ?? []) {
          for (const object of render(member)) {
            assert.ok(isPermitted(project, cluster.name, object), object.kind);
            const isOnce = object.metadata.namespace === undefined;
            for (const { name } of elsewhere) assert.ok(isOnce || !isPermitted(project, name, object), name);
          }
        }
      }
    }
  });

  test('an Application is refreshed by changes of the folders that its kustomization reads, and by no others', () => {
    for (const { path, value } of parametersIn(/\/application\.yaml$/)) {
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
    const prunes = new Map(parametersIn(/^argocd\/operators\//).map(({ value }) => [value.app, value.prune]));
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
    assert.equal(new Set(names).size, names.length);
    for (const name of [...names, ...ofKind('ApplicationSet').map(({ metadata }) => metadata.name)]) {
      assert.ok(name.length <= 63, name);
    }
  });

  test('deleting the root Application deletes nothing else, and it prunes nothing', () => {
    const [root] = ofKind('Application').filter(({ metadata }) => metadata.name === 'root');
    assert.ok(root && !('finalizers' in root.metadata));
    assert.equal((root.spec as { syncPolicy: { automated: { prune: boolean } } }).syncPolicy.automated.prune, false);
  });
}

/** The projects of a plan, by name. */
export function projectsIn({ builds = [] }: Planned['plan']): ReadonlyMap<string, Project> {
  const all = builds.flatMap(({ objects }) => objects).filter(({ kind }) => kind === 'AppProject');
  return new Map(all.map(({ metadata, spec }) => [metadata.name, spec as Project]));
}

/** The content of a file from which an ApplicationSet creates an Application. */
interface Parameters {
  readonly app: string;
  readonly stage: string;
  readonly namespace: string;
  readonly allowEmpty: boolean;
  readonly prune: boolean;
  readonly paths: string;
}

interface ApplicationSetSpec {
  readonly goTemplate: boolean;
  readonly goTemplateOptions: readonly string[];
  readonly syncPolicy: unknown;
  readonly template: {
    readonly metadata: { readonly finalizers?: unknown };
    readonly spec: { readonly project: string };
  };
}
