import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { keySum } from '../../kept/keySum.ts';
import { openResults, type Results } from '../../kept/results.ts';
import type { Resource } from '../../model/resource.ts';
import type { Announcement, Built, Rule, RuleDefinition } from '../../model/rule.ts';
import type { Cluster } from '../../model/settings/index.ts';
import { exampleCluster } from '../../testing/clusters.ts';
import { runs } from '../../testing/runs.ts';
import { keptRules } from './ruled.ts';
import { keptAnnouncements, type Member, watchFleet } from './watchedFleet.ts';

/** What there is of a cluster: `Kind/value` for each object, by its name. */
interface State {
  readonly objects: Readonly<Record<string, string>>;
  readonly zones: readonly string[];
  readonly apps: readonly string[];
}
type Fleet = Readonly<Record<string, State>>;

function memberOf(name: string, { objects, zones, apps }: State): Member {
  const built = Object.entries(objects).map(([object, text]): Built => {
    const [kind = '', value] = text.split('/');
    const resource: Resource = { apiVersion: 'v1', kind, metadata: { name: object }, value };
    return { resource, app: 'app' };
  });
  const cluster = { ...exampleCluster('aws'), name, zones } as Cluster;
  const facts = { apps: new Set(apps) };
  return { environment: 'test', cluster, facts, standing: { identity: keySum(built), objects: () => built } };
}

let evaluated = 0;
const rule = (code: string, check: RuleDefinition['check']): Rule => ({
  code,
  file: `policies/data/${code}.ts`,
  severity: 'error',
  title: 'T.',
  why: 'W.',
  fix: 'F.',
  check(view, before) {
    evaluated += 1;
    return check(view, before);
  },
  passes: [{ title: 'none', objects: [] }],
  fails: [{ title: 'none', objects: [] }],
});

const written: Announcement = {
  name: 'written',
  of: (view) => view.ofKind('Writer').map((object) => [textOf(object), object.resource.metadata.name]),
};
const textOf = ({ resource }: Built) => String(resource.value);

const own = rule('own', function* (view, before) {
  for (const object of view.all) {
    const was = before?.find(object.resource.kind, '', object.resource.metadata.name);
    yield { object, message: `${textOf(object)}, was ${was && textOf(was)}.` };
  }
});
/** Asks for what others announce, their facts and single objects, and only where the cluster has something that needs it. */
const others: Rule = {
  ...rule('others', function* (view, before) {
    for (const object of view.ofKind('Writer')) {
      const [now, then] = [view, before].map((one) => JSON.stringify(one?.fleet.announced(written, textOf(object))));
      yield { object, message: `${now} write this, ${then} wrote it.` };
    }
    for (const object of view.ofKind('Asker')) {
      const other = view.fleet.at('test', textOf(object));
      const there = other?.find('Plain', '', 'a');
      yield {
        object,
        message: `${other?.cluster.zones.length} ${there && textOf(there)} ${[...(other?.apps ?? [])]}.`,
      };
      const then = before?.fleet.at('test', textOf(object));
      yield { object, message: `There were ${then?.all.length}.` };
    }
  }),
  asks: [written],
};

const rules = [own, others];

/** All findings of a fleet, cluster by cluster. */
function judge(results: Results, code: string, now: Fleet, before: Fleet): readonly unknown[] {
  const membersOf = (fleet: Fleet) => Object.entries(fleet).map(([name, state]) => memberOf(name, state));
  const [members, were] = [membersOf(now), membersOf(before)];
  const announcements = keptAnnouncements(results, code, [written]);
  const [fleet, fleetBefore] = [watchFleet(members, announcements), watchFleet(were, announcements)];
  const applied = keptRules(results, code, rules);
  return members.map((member) => {
    const was = were.find(({ cluster }) => cluster.name === member.cluster.name);
    return applied({ member, fleet }, was && { member: was, fleet: fleetBefore });
  });
}

const names = ['one', 'two', 'three'];
const state = fc.record({
  objects: fc.dictionary(
    fc.constantFrom('a', 'b'),
    fc.tuple(fc.constantFrom('Writer', 'Asker', 'Plain'), fc.constantFrom(...names)).map((parts) => parts.join('/')),
  ),
  zones: fc.subarray(['x', 'y']),
  apps: fc.subarray(['api', 'files']),
});

test('over a random walk of changes, what is kept and what is computed anew are the same', () => {
  const walk = fc.array(fc.tuple(fc.constantFrom(...names), fc.option(state), fc.boolean(), fc.integer({ max: 9 })), {
    minLength: 30,
    maxLength: 30,
  });
  const check = fc.property(walk, (steps) => {
    const results = openResults(':memory:');
    let [now, before]: [Fleet, Fleet] = [{}, {}];
    for (const [name, next, isBase, dice] of steps) {
      const { [name]: _, ...rest } = isBase ? before : now;
      const changed = next ? { ...rest, [name]: next } : rest;
      if (isBase) before = changed;
      else now = changed;
      const code = dice === 0 ? 'another' : 'same';
      assert.deepEqual(judge(results, code, now, before), judge(openResults(':memory:'), code, now, before));
    }
  });
  fc.assert(check, { numRuns: runs(40), seed: 20261129 });
});

/** How many rules are evaluated after a change, of two for each of three clusters. */
function evaluatedAfter(change: (fleet: Fleet) => Fleet): number {
  const empty = { objects: {}, zones: [], apps: [] };
  const first = {
    one: { ...empty, objects: { a: 'Writer/one' } },
    two: { ...empty, objects: { a: 'Plain/two', b: 'Plain/two' } },
    three: { ...empty, objects: { a: 'Asker/two' } },
  };
  const results = openResults(':memory:');
  judge(results, 'same', first, {});
  evaluated = 0;
  judge(results, 'same', change(first), {});
  return evaluated;
}

const writes = (...objects: readonly string[]): State => {
  return { objects: Object.fromEntries(objects.map((text, index) => ['ab'[index], text])), zones: [], apps: [] };
};

for (const [title, change, expected] of [
  ['nothing', (fleet) => fleet, 0],
  ['an object that no other asks for', (fleet) => ({ ...fleet, one: writes('Writer/one', 'Own/1') }), 2],
  ['a cluster that another looks into', (fleet) => ({ ...fleet, two: writes('Plain/new') }), 4],
  ['a fact of that cluster', (fleet) => ({ ...fleet, two: { ...writes('Plain/two', 'Plain/two'), zones: ['x'] } }), 4],
  ['a cluster that announces what another asks for', (fleet) => ({ ...fleet, four: writes('Writer/one') }), 4],
  ['a cluster that announces what nobody asks for', (fleet) => ({ ...fleet, four: writes('Writer/four') }), 2],
] satisfies readonly (readonly [string, (fleet: Fleet) => Fleet, number])[]) {
  test(`after a change of ${title}, only what depends on it is judged again`, () => {
    assert.equal(evaluatedAfter(change), expected);
  });
}

test('a rule that asks for what it does not say it asks for is told so', () => {
  const [member] = [memberOf('one', writes())];
  const view = watchFleet([member], keptAnnouncements(openResults(':memory:'), 'code', [])).viewOf(member, () => {});
  assert.throws(() => view.fleet.announced(written, 'one'), /no rule says in `asks` that it asks for written/);
});
