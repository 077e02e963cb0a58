import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { kindsNobodyChecks } from '../generators/argocd/health/coverage.ts';
import { stageOf, waveOf } from '../generators/argocd/stage.ts';
import { testArgoTree } from '../generators/argocd/testing/tree.ts';
import { groupOf, type Resource } from '../generators/model/resource.ts';
import { loadModel } from '../generators/pipeline.ts';
import { allFiles } from '../generators/plan/allFiles.ts';
import { renderings } from '../generators/plan/renderings.ts';
import { assertRings } from '../generators/release/testing/rings.ts';
import { repository } from '../generators/repository.ts';

// Tests of this repository's `argocd/` that must pass for any apps and settings.

const { catalogue, fleet, linked, plan, findings } = await loadModel(repository);
assert.ok(fleet && linked && plan, JSON.stringify(findings));
const skip = fleet.settings.hub ? false : 'no hub syncs this fleet';

describe('the tree of Argo CD', { skip }, () => testArgoTree({ catalogue, fleet, linked, plan }));

test('the rings have the Applications that their ApplicationSets make, and no other', { skip }, async () => {
  const planned = Object.fromEntries(allFiles(plan).map(({ path, content }) => [path, content]));
  const settings = fleet.environments.map(({ file }) => [file, readFileSync(join(repository, file), 'utf8')] as const);
  await assertRings(fleet, planned, Object.fromEntries(settings));
});

test('every custom kind has a health check, or a reason to have none', () => {
  // Argo CD serves its own kinds; every other custom kind has an operator, which `validate` checks.
  const served = new Set(['argoproj.io', ...(catalogue.operators ?? []).flatMap(({ groups }) => groups)]);
  const rendered = [...renderings(linked)].flatMap(({ resources }) => resources);
  const all = [...rendered, ...(plan.builds ?? []).flatMap(({ objects }) => objects)];
  const custom = all.filter((object) => served.has(groupOf(object)));
  assert.deepEqual(kindsNobodyChecks(custom.map((object) => `${groupOf(object)}/${object.kind}`)), []);
});

test('a route is synced after the Gateway that it names and the Services behind it, or with them', () => {
  const clusters = Map.groupBy(
    [...renderings(linked)].filter(({ at }) => at),
    ({ at }) => at,
  );
  const late = [...clusters.values()].flatMap((apps) => {
    const waves = new Map(
      apps.flatMap(({ app, resources }) =>
        resources.map(({ kind, metadata }) => [`${kind} ${metadata.namespace}/${metadata.name}`, waveOf(stageOf(app))]),
      ),
    );
    return apps.flatMap(({ app, resources }) =>
      resources
        .filter(({ kind }) => kind.endsWith('Route'))
        .flatMap((route) => {
          const wave = waveOf(stageOf(app));
          return namedBy(route).flatMap((name) =>
            (waves.get(name) ?? '') > wave ? [`${route.metadata.name} ${name}`] : [],
          );
        }),
    );
  });
  assert.deepEqual(late, []);
});

interface Named {
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
}

/** What a route names: Argo CD takes it for progressing without its Gateway, and for degraded without a Service. */
function namedBy({ metadata, spec }: Resource): string[] {
  const { parentRefs = [], rules = [] } = spec as {
    parentRefs?: readonly Named[];
    rules?: readonly { readonly backendRefs?: readonly Named[] }[];
  };
  const backends = rules.flatMap(({ backendRefs = [] }) => backendRefs.map((one) => ({ kind: 'Service', ...one })));
  return [...parentRefs, ...backends].map(
    ({ kind = 'Gateway', name, namespace = metadata.namespace }) => `${kind} ${namespace}/${name}`,
  );
}
