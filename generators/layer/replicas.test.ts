import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameOf, type Resource } from '../model/resource.ts';
import type { Pair } from './pair.ts';
import { deriveReplicas, type ReplicaCount } from './replicas.ts';

/** `Kind/name: count`; no count where the object has none. */
type Counts = Readonly<Record<string, number | string | undefined>>;

const cases: readonly (readonly [string, lower: Counts, upper: Counts, ReplicaCount[]])[] = [
  ['a changed count', { 'Deployment/a': 2 }, { 'Deployment/a': 5 }, [{ name: 'a', count: 5 }]],
  ['a count of zero', { 'StatefulSet/a': 2 }, { 'StatefulSet/a': 0 }, [{ name: 'a', count: 0 }]],
  ['a count present only above', { 'Deployment/a': undefined }, { 'Deployment/a': 5 }, []],
  ['a count present only below', { 'Deployment/a': 5 }, { 'Deployment/a': undefined }, []],
  ['a count that is no number', { 'Deployment/a': '5' }, { 'Deployment/a': 6 }, []],
  ['a kind that `replicas` does not know', { 'Rollout/a': 1 }, { 'Rollout/a': 2 }, []],
  [
    'two objects of one name that agree',
    { 'Deployment/a': 1, 'StatefulSet/a': 3 },
    { 'Deployment/a': 3, 'StatefulSet/a': 3 },
    [{ name: 'a', count: 3 }],
  ],
  [
    'two objects of one name that do not agree',
    { 'Deployment/a': 1, 'StatefulSet/a': 1 },
    { 'Deployment/a': 2, 'StatefulSet/a': 3 },
    [],
  ],
  [
    'another object of that name without a count',
    { 'Deployment/a': 1 },
    { 'Deployment/a': 2, 'StatefulSet/a': undefined },
    [],
  ],
  [
    'another object of that name that had no count, and gets the same',
    { 'Deployment/a': undefined, 'StatefulSet/a': 0 },
    { 'Deployment/a': 2, 'StatefulSet/a': 2 },
    [{ name: 'a', count: 2 }],
  ],
  [
    'several names, sorted',
    { 'Deployment/b': 1, 'Deployment/a': 1 },
    { 'Deployment/b': 2, 'Deployment/a': 3 },
    [
      { name: 'a', count: 3 },
      { name: 'b', count: 2 },
    ],
  ],
];

for (const [title, below, above, replicas] of cases) {
  test(`replicas: ${title}`, () => {
    const left = Object.entries(above).map(([name, count]): [string, Counts[string]] => {
      const said = replicas.some((entry) => name.endsWith(`/${entry.name}`));
      return [name, said ? below[name] : count];
    });
    assert.deepEqual(deriveReplicas(pairs(below, above)), { replicas, pairs: pairs(below, Object.fromEntries(left)) });
  });
}

function pairs(below: Counts, above: Counts): Pair[] {
  const lower = objects(below);
  return objects(above).map((upper) => ({ lower: lower.find((object) => nameOf(object) === nameOf(upper)), upper }));
}

function objects(counts: Counts): Resource[] {
  return Object.entries(counts).map(([id, replicas]) => {
    const [kind = '', name = ''] = id.split('/');
    return { apiVersion: 'apps/v1', kind, metadata: { name }, spec: replicas === undefined ? {} : { replicas } };
  });
}
