import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { Cluster } from '../../generators/model/settings/index.ts';
import { viewOf } from '../../generators/model/view.ts';
import { quorumsOf } from '../../policies/cluster/facts.ts';
import { allPods } from '../../policies/cluster/pods.ts';
import { saidOfAll } from '../../policies/cluster/said.ts';
import { podAmounts } from '../../policies/kubernetes/requests.ts';
import { systems } from '../../policies/systems/index.ts';
import type { LabelMap, Live } from './model.ts';
import { everyKind, examples } from './testing/examples.ts';
import { settle, simulated } from './testing/settle.ts';

const custom = examples().filter((object) => simulated(object) || object.kind === 'ConfigMap');
const settled = settle(custom);
const view = viewOf(
  'test',
  { zones: ['a', 'b', 'c'] } as unknown as Cluster,
  custom.map((resource) => ({ resource, app: 'example' })),
);

/** Pods that a database has only during a backup. */
const isTemporary = (name: string): boolean => name.includes('-backup-');

for (const expected of allPods(view).filter(({ name }) => !isTemporary(name))) {
  test(`the pods of ${expected.name} are those that the rules expect`, () => {
    const found = podsWith(expected.namespace, expected.labels);
    const one = (pod: Live) => {
      const spec = pod.spec as IPodSpec;
      const { requests, limits } = { requests: podAmounts(spec, 'requests'), limits: podAmounts(spec, 'limits') };
      return { requests, limits, priorityClass: spec.priorityClassName };
    };
    const { requests, limits, priorityClass, replicas } = expected;
    assert.deepEqual(
      found.map(one),
      Array.from({ length: replicas.max }, () => ({ requests, limits, priorityClass })),
    );
  });
}

test('every system with a quorum has the members that the rules count', () => {
  const quorums = quorumsOf(view);
  const pods = allPods(view);
  if (everyKind) assert.equal(quorums.length, 9);
  const made = quorums.map(({ built, name }) => {
    const own = pods.filter((one) => one.name === name);
    // Members in sets of their own for each zone.
    const members = own.length > 0 ? own : pods.filter((one) => one.built === built);
    return members.reduce((total, { namespace, labels }) => total + podsWith(namespace, labels).length, 0);
  });
  assert.deepEqual(
    quorums.map(({ name, members }) => [name, members]),
    quorums.map(({ name }, index) => [name, made[index]]),
  );
});

test('every Secret that the rules take for made is made, with the keys that they know of', () => {
  const keysOf = (namespace: string | undefined, name: string) => {
    const one = settled.objects.find(({ kind, metadata }) => {
      return kind === 'Secret' && metadata.namespace === namespace && metadata.name === name;
    });
    return one && Object.keys((one as { readonly data?: object }).data ?? {}).sort();
  };
  const secrets = saidOfAll(systems, 'secrets', view).flatMap(({ built, say }) =>
    Object.entries(say(built)).map(([name, keys]) => ({ namespace: built.resource.metadata.namespace, name, keys })),
  );
  if (everyKind) assert.ok(secrets.length > 20);
  const found = secrets.map(({ namespace, name }) => [name, keysOf(namespace, name)]);
  const taken = secrets.map(({ namespace, name, keys }) => [
    name,
    keys?.toSorted() ?? keysOf(namespace, name) ?? 'any',
  ]);
  assert.deepEqual(found, taken);
});

function podsWith(namespace: string, labels: LabelMap): readonly Live[] {
  return settled.objects.filter(
    ({ kind, metadata }) =>
      kind === 'Pod' &&
      metadata.namespace === namespace &&
      Object.entries(labels).every(([key, value]) => metadata.labels?.[key] === value),
  );
}
