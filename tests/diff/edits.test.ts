import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Cause, causesOf } from '../../generators/diff/causes/causesOf.ts';
import { settingChanges } from '../../generators/diff/causes/settingsChanges.ts';
import { changesBetween, type PlacedChange } from '../../generators/diff/changes.ts';
import type { Objects } from '../../generators/diff/trees/build.ts';
import { loadApps } from '../../generators/load/loadApps.ts';
import type { Catalogue } from '../../generators/model/fleet.ts';
import { repository } from '../../generators/repository.ts';
import { catalogue as sample } from '../../generators/testing/catalogue.ts';
import { runs } from '../../generators/testing/runs.ts';
import { validFiles } from '../../generators/testing/settings.ts';
import { ofSample } from '../ofSample.ts';
import { differing, objectsIn } from './edits/fields.ts';
import { type Edit, edited, ownSettings, possibleEdits, type Settings } from './edits/settings.ts';
import { generated, partsInMemory } from './edits/tree.ts';

// Random edits of settings, each of one value: what the diff says of them is compared with what a plain comparison of
// all values finds, and its causes with what follows from each edit alone.

/** A tree after some edits, and what changed in it. */
interface After {
  readonly objects: Objects;
  readonly changes: readonly PlacedChange[];
}

/** A fleet in which somebody edits settings. */
class Edited {
  readonly before: Objects;
  readonly #settings: Settings;
  readonly #catalogue: Catalogue;
  readonly #parts = partsInMemory();
  readonly #alone = new Map<string, ReadonlySet<string> | undefined>();
  #last: { readonly key: string; readonly after: After | undefined } | undefined;

  constructor(settings: Settings, catalogue: Catalogue) {
    this.#settings = settings;
    this.#catalogue = catalogue;
    const before = generated(settings, catalogue, this.#parts);
    assert.ok(before, 'the settings are valid');
    this.before = before;
  }

  /** The tree after some edits; undefined where those are not valid. What was asked last is not computed again. */
  after(edits: readonly Edit[]): After | undefined {
    const key = JSON.stringify(edits);
    if (this.#last?.key !== key) {
      const objects = generated(edited(this.#settings, edits), this.#catalogue, this.#parts);
      this.#last = { key, after: objects && { objects, changes: changesBetween(this.before, objects) } };
    }
    return this.#last.after;
  }

  /** What the diff names as the causes of a change, as lines. */
  causes(edits: readonly Edit[]): (change: PlacedChange) => readonly string[] {
    const now = edited(this.#settings, edits);
    const settings = Object.keys(now).flatMap((file) => settingChanges(file, this.#settings[file], now[file]));
    return (change) => causesOf(change, { settings, code: [], sources: new Map() }).map(lineOf);
  }

  /** What changes where one value alone is edited; undefined where that is not valid. */
  alone(edit: Edit): ReadonlySet<string> | undefined {
    const key = `${editLine(edit)} ${edit.to}`;
    if (!this.#alone.has(key)) {
      const after = this.after([edit]);
      this.#alone.set(key, after && new Set(after.changes.flatMap(partsOf)));
    }
    return this.#alone.get(key);
  }
}

const lineOf = ({ at }: Cause) => `${at.file}:${at.line}`;
const editLine = ({ file, line }: Edit) => `${file}:${line}`;

/** What is changed, field by field; an object that comes or goes is one part. */
function partsOf({ path, object, kind, fields }: PlacedChange): string[] {
  return (kind === 'changed' ? fields.map(({ field }) => field) : [kind]).map((part) => `${path} ${object} ${part}`);
}

/** Each value that differs is in one reported field, or is a list in which fields are reported; no field is beside. */
function assertReported(fleet: Edited, { objects, changes }: After): void {
  const [was, is] = [objectsIn(fleet.before), objectsIn(objects)];
  const reported = new Map(
    changes.map((one) => [`${one.path} ${one.object.replace('/', `/${one.namespace ?? ''}/`)}`, one]),
  );
  assert.equal(reported.size, changes.length, 'no object is reported twice');
  for (const key of new Set([...was.keys(), ...is.keys()])) {
    const [before, now, change] = [was.get(key), is.get(key), reported.get(key)];
    if (!before || !now) {
      assert.equal(change?.kind, now ? 'added' : 'removed', key);
      continue;
    }
    const values = differing(before, now);
    const fields = change?.fields.map(({ field }) => field) ?? [];
    const holds = (outer: string, inner: string) =>
      inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
    for (const value of values) {
      const around = fields.filter((field) => holds(field, value)).length;
      const inside = fields.filter((field) => field !== value && holds(value, field)).length;
      assert.ok(around === 1 ? inside === 0 : around === 0 && inside > 0, `${key} ${value}: ${fields.join()}`);
    }
    for (const field of fields)
      assert.ok(
        values.some((value) => holds(field, value) || holds(value, field)),
        `${key}: ${field}`,
      );
    assert.equal(new Set(fields).size, fields.length, key);
  }
}

/** Each change follows from the lines that change it alone; what both edits change together is not asked. */
function assertCauses(fleet: Edited, edits: readonly Edit[], { changes }: After): void {
  const causes = fleet.causes(edits);
  for (const change of changes) {
    const parts = partsOf(change);
    const follows = edits.filter((edit) => parts.some((part) => fleet.alone(edit)?.has(part))).map(editLine);
    const named = causes(change);
    const what = `${change.path} ${change.object} follows from ${follows.join()}, not from ${named.join()}`;
    if (edits.length === 1) assert.deepEqual(named, follows, what);
    else for (const line of follows) assert.ok(named.includes(line), what);
  }
}

/** Runs both checks for random edits; those that are not valid are no edits. */
function checkEdits(fleet: Edited, possible: readonly Edit[], count: number, numRuns: number): void {
  const places = fc.tuple(fc.nat(possible.length - 1), fc.array(fc.integer({ min: 1, max: 15 }), { maxLength: 3 }));
  let changed = 0;
  fc.assert(
    fc.property(places, ([first, steps]) => {
      // The others stand near the first one: they are the likeliest to be taken for it.
      const indices = [first, ...steps.slice(1, count).map((step) => (first + step) % possible.length)];
      const edits = [...new Set(indices)].flatMap((index) => possible[index] ?? []);
      if (edits.some((edit) => fleet.alone(edit) === undefined)) return;
      const after = fleet.after(edits);
      if (!after) return;
      assertReported(fleet, after);
      assertCauses(fleet, edits, after);
      changed += after.changes.length;
    }),
    // A smaller edit says no more than the one that was found, and looking for it takes minutes.
    { numRuns, seed: 20261129, endOnFailure: true },
  );
  assert.ok(changed > numRuns, `${changed} changed objects`);
}

test('a tree against itself is empty', () => {
  const fleet = new Edited(validFiles, sample);
  const again = fleet.after([]);
  assert.ok(again);
  assert.deepEqual(again.changes, []);
});

for (const count of [1, 3]) {
  test(`of ${count} edited values of a small fleet, each changed field is reported once, with its line`, () => {
    const fleet = new Edited(validFiles, sample);
    checkEdits(fleet, possibleEdits(validFiles, 1), count, runs(40));
  });
}

test('of two edited values of this repository, each changed field is reported once, with its line', {
  skip: ofSample,
}, async () => {
  const { catalogue } = await loadApps(repository);
  assert.ok(catalogue);
  const settings = ownSettings(['production']);
  const [fleet, possible] = [new Edited(settings, catalogue), possibleEdits(settings, 1)];
  checkEdits(fleet, possible, 2, runs(4));
  // Each of two clusters reads the backups of the other one.
  const backups = possible.filter(({ to }) => to.endsWith('-backups-1'));
  const edits = [backups[1], backups[backups.length - 2]].flatMap((edit) => edit ?? []);
  const after = fleet.after(edits);
  assert.ok(after && edits.length === 2);
  assertCauses(fleet, edits, after);
});
