import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { silent } from '../generators/console/progress.ts';
import { openDriver } from '../generators/judge/driver.ts';
import type { BuiltOverlay } from '../generators/judge/overlays.ts';
import { prove } from '../generators/judge/proof.ts';
import { linkFleet } from '../generators/link/clusters.ts';
import type { Catalogue, Environment, Fleet } from '../generators/model/fleet.ts';
import type { Resource } from '../generators/model/resource.ts';
import type { Cluster } from '../generators/model/settings/index.ts';
import { loadModel } from '../generators/pipeline.ts';
import { allFiles } from '../generators/plan/allFiles.ts';
import { planTree } from '../generators/plan/plan.ts';
import { renderings } from '../generators/plan/renderings.ts';
import { repository } from '../generators/repository.ts';
import { runs } from '../generators/testing/runs.ts';

/** Settings that the schemas of all apps allow. */
const appSettings = fc.record(
  {
    enabled: fc.boolean(),
    scale: fc
      .tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 30 }))
      .map(([min, more]) => ({ min, max: min + more })),
    resources: fc.record({
      cpu: fc.constantFrom('50m', '250m', '1', '1500m', '4'),
      memory: fc.constantFrom('128Mi', '1Gi', '1536Mi', '8Gi'),
    }),
  },
  { requiredKeys: [] },
);

/** Changes that any fleet may have, made to this repository's own. */
const changesOf = ({ apps }: Catalogue) =>
  fc.record({
    apps: fc.dictionary(fc.constantFrom(...apps.map(({ name }) => name)), appSettings),
    overrides: fc.dictionary(fc.constantFrom(...apps.map(({ name }) => name)), appSettings),
    domain: fc.constantFrom('example.org', 'no.example', '1e3.example'),
    zones: fc.shuffledSubarray(['zone-a', 'zone-b', 'zone-c', 'on', '0o17'], { minLength: 1 }),
    kubernetes: fc.constantFrom('1.33', '1.34', '1.36'),
    role: fc.constantFrom('active' as const, 'standby' as const),
    provided: fc.subarray(['metrics-server' as const, 'node-local-dns' as const]),
    images: fc.dictionary(
      // Images of data systems keep their tags, which name the version.
      fc.constantFrom(...apps.flatMap(({ images, provides }) => (provides ? [] : Object.keys(images)))),
      fc.constantFrom('registry.example.com/own:1', `registry.example.com:5000/team/own:v2@sha256:${'a'.repeat(64)}`),
    ),
  });

type Changes = ReturnType<typeof changesOf> extends fc.Arbitrary<infer T> ? T : never;

function change(fleet: Fleet, changes: Changes): Fleet {
  const environments = fleet.environments.map((environment): Environment => {
    const { settings } = environment;
    const clusters = settings.clusters.map(
      (cluster, index): Cluster => ({
        ...cluster,
        kubernetes: changes.kubernetes,
        role: index === 0 ? 'active' : changes.role,
        zones: changes.zones,
        provided: changes.provided,
        ...(index % 2 === 0 && { apps: changes.overrides }),
      }),
    );
    return {
      ...environment,
      images: changes.images,
      settings: { ...settings, domain: changes.domain, apps: changes.apps, clusters },
    };
  });
  return { ...fleet, environments };
}

test('for any settings, Kustomize builds the rendered objects, and lower layers do not depend on settings', async (context) => {
  const { catalogue, fleet, plan: own } = await loadModel(repository);
  assert.ok(fleet && own);
  if (catalogue.apps.length === 0) return context.skip('there are no apps');
  const root = mkdtempSync(join(tmpdir(), 'fleets-'));
  context.after(() => rmSync(root, { recursive: true, force: true }));
  const samples = fc.sample(changesOf(catalogue), { numRuns: runs(9), seed: 20261123 });
  const wanted = new Map<string, readonly Resource[]>();
  const bases = new Map(
    allFiles(own)
      .filter(({ path }) => path.startsWith('base/'))
      .map(({ path, content }) => [path, content]),
  );
  for (const [number, changes] of samples.entries()) {
    // One environment at a time, in turn: they share nothing.
    const one = fleet.environments.at(number % fleet.environments.length);
    const changed = change({ ...fleet, environments: one ? [one] : [] }, changes);
    const linked = linkFleet(catalogue, changed);
    const { plan } = planTree(catalogue, changed, linked);
    for (const { path, content } of plan ? allFiles(plan) : []) {
      if (path.startsWith('base/')) assert.equal(content, bases.get(path), path);
      const file = join(root, String(number), path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    for (const { folder, lower, resources } of renderings(linked)) {
      if (lower) wanted.set(`${number}/${folder}`, resources);
    }
  }
  const built = new Map<string, BuiltOverlay>();
  await (await openDriver([], silent)).buildOnly({ root, overlays: [...wanted.keys()] }, (result) =>
    built.set(result.path, result),
  );
  for (const [path, resources] of wanted) {
    assert.equal(built.get(path)?.error, undefined, path);
    assert.deepEqual(
      prove(resources, built.get(path)?.objects ?? [], {}),
      [],
      `${path} ${JSON.stringify(samples[Number(path.split('/')[0])])}`,
    );
  }
});
