import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { kindsNobodyChecks } from '../generators/argocd/health/coverage.ts';
import { testArgoTree } from '../generators/argocd/testing/tree.ts';
import { groupOf } from '../generators/model/resource.ts';
import { loadModel } from '../generators/pipeline.ts';
import { renderings } from '../generators/plan/renderings.ts';
import { assertRings } from '../generators/release/testing/rings.ts';
import { repository } from '../generators/repository.ts';

// Tests of this repository's `argocd/` that must pass for any apps and settings.

const { catalogue, fleet, linked, plan, findings } = await loadModel(repository);
assert.ok(fleet && linked && plan, JSON.stringify(findings));
const skip = fleet.settings.hub ? false : 'no hub syncs this fleet';

describe('the tree of Argo CD', { skip }, () => testArgoTree({ catalogue, fleet, linked, plan }));

test('the rings have the Applications that their ApplicationSets make, and no other', { skip }, async () => {
  const planned = Object.fromEntries(plan.files.map(({ path, content }) => [path, content]));
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
