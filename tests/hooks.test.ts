import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { link } from '../generators/link/link.ts';
import type { Environment } from '../generators/model/fleet.ts';
import { keyOf, type Resource } from '../generators/model/resource.ts';
import { loadModel } from '../generators/pipeline.ts';
import { render } from '../generators/render/render.ts';
import { repository } from '../generators/repository.ts';
import { ofSample } from './ofSample.ts';

// Hooks and stages: a stage ends when its Applications are Synced and Healthy, and neither includes hooks.

const { catalogue, fleet } = await loadModel(repository);
assert.ok(fleet);
const environments = fleet.environments.filter(({ settings }) => settings.synced !== false);

/** Every app of every cluster, with every image from a registry of that name. */
const renderAll = (registry: string): ReadonlyMap<string, readonly Resource[]> => {
  const own = catalogue.apps.map(({ name }) => [name, `${registry}/${name}:1`]);
  const others = catalogue.apps.flatMap(({ images }) =>
    Object.entries(images).map(([name, image]) => [name, image.replace(/^[^/]+/, registry)]),
  );
  const images: Environment['images'] = Object.fromEntries([...own, ...others]);
  return new Map(
    environments.flatMap((environment) =>
      environment.settings.clusters.flatMap((cluster) => {
        const graph = link(catalogue, fleet, { layer: 'cluster', environment: { ...environment, images }, cluster });
        return [...graph].map(([name, one]) => [`${cluster.name}/${name}`, render(one)] as const);
      }),
    ),
  );
};

const annotation = ({ metadata }: Resource, name: string) => metadata.annotations?.[`argocd.argoproj.io/${name}`];
const waveOf = (object: Resource) => Number(annotation(object, 'sync-wave') ?? 0);
const isHook = (object: Resource) => annotation(object, 'hook') !== undefined;

const before = renderAll('one.example.com');
const after = renderAll('two.example.com');
const hooks = [...before].flatMap(([app, objects]) => objects.filter(isHook).map((hook) => ({ app, objects, hook })));

test('there are hooks in several stages, so that the following tests prove something', { skip: ofSample }, () => {
  const names = new Set(hooks.map(({ hook }) => hook.metadata.name));
  for (const name of ['feed-database-schema', 'payments-account', 'auth-realm', 'api-migration'])
    assert.ok(names.has(name), name);
});

test('no hook is last in a sync: an ordinary object of a later wave is not Synced before it', () => {
  for (const { app, objects, hook } of hooks) {
    // The other types, PostSync and those after deletion, run after every ordinary object.
    assert.ok(['PreSync', 'Sync'].includes(annotation(hook, 'hook') ?? ''), `${app}: ${keyOf(hook)}`);
    const later = objects.filter((one) => !isHook(one) && waveOf(one) > waveOf(hook));
    assert.ok(later.length > 0, `${app}: ${keyOf(hook)}`);
  }
});

test('a changed hook changes such an object, so that Argo CD syncs and others wait then too', () => {
  for (const { app, objects, hook } of hooks) {
    const later = objects.filter((one) => !isHook(one) && waveOf(one) > waveOf(hook));
    const changed = new Map(after.get(app)?.map((one) => [keyOf(one), one]));
    assert.notDeepEqual(changed.get(keyOf(hook)), hook, `${app}: ${keyOf(hook)} has another image`);
    assert.ok(
      later.some((one) => !isDeepStrictEqual(changed.get(keyOf(one)), one)),
      `${app}: ${keyOf(hook)}`,
    );
  }
});
