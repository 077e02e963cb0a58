import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../testing/runs.ts';
import { type ApplicationObject, readApplication } from './application.ts';
import { decide } from './decide.ts';
import { applicationAt, now, type State } from './testing/application.ts';
import { applicationsOf, fleetFiles } from './testing/fleet.ts';
import { type Memory, memoryRepository } from './testing/memory.ts';
import { ringsAt } from './tree.ts';

const clusters = { main: 'stage', canary: 'azure', primary: 'aws' } as const;
type Ring = keyof typeof clusters;
const before: Record<Exclude<Ring, 'main'>, Ring> = { canary: 'main', primary: 'canary' };
const branchOf = (ring: Ring) => (ring === 'main' ? 'main' : `release/${ring}`);

/** An event in the repository or on the hub. */
type Event =
  | { readonly kind: 'merge'; readonly app: string; readonly text: string; readonly side: boolean }
  | {
      readonly kind: 'settle';
      readonly ring: Ring;
      readonly back: number;
      readonly state: State;
      readonly only: number;
    }
  | { readonly kind: 'push'; readonly ring: Exclude<Ring, 'main'>; readonly text: string }
  | {
      readonly kind: 'release';
      readonly ring: Exclude<Ring, 'main'>;
      readonly back: number | undefined;
      readonly fresh: boolean;
    };

const well: State = {};
const state: fc.Arbitrary<State> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(well) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<State>(
      { sync: 'OutOfSync' },
      { sync: 'Unknown' },
      { health: 'Progressing' },
      { health: 'Degraded' },
      { phase: 'Running' },
      { phase: 'Failed' },
      { asked: true },
      { finished: 10, reconciled: 20 },
      { reconciled: 4000 },
      { conditions: [{ type: 'ComparisonError' }] },
      { deleting: true },
      { healthFor: 5 },
    ),
  },
);
const text = fc.constantFrom('first', 'second', 'third');
const released = fc.constantFrom('canary' as const, 'primary' as const);
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('merge' as const),
      app: fc.constantFrom('api', 'worker', 'api@stage', 'worker@azure', 'api@aws', 'readme'),
      text,
      side: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('settle' as const),
      ring: fc.constantFrom('main' as const, 'canary' as const, 'primary' as const),
      back: fc.constantFrom(0, 0, 0, 1, 2),
      state,
      only: fc.constantFrom(-1, -1, -1, 0, 1, 2),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('push' as const), ring: released, text }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('release' as const),
      ring: released,
      back: fc.constantFrom(undefined, undefined, 0, 1, 2),
      fresh: fc.boolean(),
    }),
  },
);

/**
 * Whether a cluster is Synced and Healthy at a commit, computed from files and states, independent of the code under
 * test.
 */
function isWell(memory: Memory, hub: Map<string, [string, State]>, cluster: string, commit: string): boolean {
  const environment = cluster === 'stage' ? 'staging' : 'production';
  return applicationsOf(cluster).every((name) => {
    const [revision, seen] = hub.get(name) ?? [];
    if (revision === undefined || seen === undefined) return false;
    if (seen !== well && JSON.stringify(seen) !== '{"healthFor":5}') return false;
    const [, app] = name.split('-');
    const own = app
      ? [`base/${app}/`, `overlays/${environment}/clusters/${cluster}/${app}/`]
      : [`argocd/clusters/${environment}/${cluster}/`];
    const part = (at: string) =>
      Object.entries(memory.files(at)).filter(([path]) => own.some((one) => path.startsWith(one)));
    return JSON.stringify(part(revision)) === JSON.stringify(part(commit));
  });
}

test('for any events, a ring only moves forwards, and only to a commit at which the ring before is Synced and Healthy', async () => {
  let moves = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 5, maxLength: 40 }), async (events) => {
      const memory = memoryRepository();
      const contents: Record<string, string> = {};
      const hub = new Map<string, [string, State]>();
      const objects = new Map<string, ApplicationObject>();
      const { branches } = memory;
      branches.set('main', memory.commit([], fleetFiles({ contents })));
      const backFrom = async (branch: string, steps: number) => {
        const tip = branches.get(branch);
        const all = tip === undefined ? [] : await memory.steps(undefined, tip, 50);
        return all[Math.min(steps, all.length - 1)];
      };
      const settle = async (ring: Ring, back: number, seen: State, only: number) => {
        const commit = await backFrom(branchOf(ring), back);
        for (const [index, name] of applicationsOf(clusters[ring]).entries()) {
          if (commit === undefined || (only >= 0 && only !== index)) continue;
          hub.set(name, [commit, seen]);
          objects.set(name, applicationAt(name, commit, seen));
        }
      };
      for (const one of events) {
        const main = branches.get('main') ?? '';
        if (one.kind === 'merge') {
          contents[one.app] = one.text;
          const files = fleetFiles({ contents });
          const parents = one.side ? [main, memory.commit([main], fleetFiles({ contents: { api: 'aside' } }))] : [main];
          branches.set('main', memory.commit(parents, files));
        } else if (one.kind === 'push') {
          const tip = branches.get(branchOf(one.ring));
          if (tip) branches.set(branchOf(one.ring), memory.commit([tip], fleetFiles({ contents: { api: one.text } })));
        } else if (one.kind === 'settle') {
          await settle(one.ring, one.back, one.state, one.only);
        } else {
          if (one.fresh) await settle(before[one.ring], 0, well, -1);
          const wanted = one.back === undefined ? undefined : await backFrom('main', one.back);
          const applications = new Map([...objects].map(([name, object]) => [name, readApplication(object)]));
          const decision = await decide(one.ring, wanted, {
            history: memory,
            branches,
            hub: { applications, now },
            ringsAt: (commit) => ringsAt(memory, commit),
            soak: 0,
          });
          const branch = branchOf(one.ring);
          const from = branches.get(branch);
          const previous = before[one.ring];
          const open = async (commit: string) =>
            (from === undefined || (await memory.isPartOf(from, commit))) &&
            (await memory.isPartOf(commit, branches.get(branchOf(previous)) ?? '')) &&
            (await memory.isPartOf(commit, branches.get('main') ?? '')) &&
            isWell(memory, hub, clusters[previous], commit);
          const here = from !== undefined && wanted !== undefined && (await memory.isPartOf(wanted, from));
          if (decision.kind === 'move') {
            moves += 1;
            assert.ok(await open(decision.to), 'it moves only where it may');
            assert.equal(here, false);
            branches.set(branch, decision.to);
          } else if (decision.kind === 'there') {
            assert.ok(wanted === undefined || here, 'it is there only when it has the commit');
          } else {
            const tip = branches.get(branchOf(previous)) ?? main;
            const others = wanted === undefined ? await memory.steps(from, tip, 50) : [];
            for (const commit of [decision.to, ...others]) {
              assert.equal(await open(commit), false, 'it is blocked only by a finding');
            }
          }
        }
      }
    }),
    { numRuns: runs(150) },
  );
  assert.ok(moves > runs(100), `${moves} moves: enough to mean something`);
});
