import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Resource } from '../../generators/model/resource.ts';
import {
  backupsOf,
  holdsData,
  imagesNamed,
  immutableFields,
  memoryUses,
  outsideOf,
  promisesBroken,
  quorumsOf,
  referencesOf,
  serversOf,
  usersWithout,
  volumesOf,
} from '../cluster/facts.ts';
import { allPods, podsIn, podsSelected } from '../cluster/pods.ts';
import { secretAt } from '../cluster/secrets.ts';
import { serviceAt } from '../cluster/services.ts';
import { viewOfObjects } from '../example/index.ts';
import { fieldsIn } from '../kubernetes/fields.ts';
import { fixed, podGroup } from '../kubernetes/podGroup.ts';
import { referencesAt } from '../kubernetes/reference.ts';
import { systems } from './index.ts';
import { majority } from './majority.ts';
import type { System } from './system.ts';

const labels = { 'graph.example.com/name': 'friends' };

/** All that rules have to know of an operator that does not exist: one file would hold it. */
const graphs: System = {
  pods: {
    'graph.example.com/Graph': (built) => [
      podGroup(built, { name: 'friends', labels, replicas: fixed(3), pod: {}, priorityClass: 'critical' }),
    ],
  },
  images: { 'graph.example.com/Graph': fieldsIn('spec.image') },
  secrets: { 'graph.example.com/Graph': () => ({ 'friends-account': ['username', 'password'] }) },
  references: { 'graph.example.com/Graph': (from) => referencesAt(from, { 'spec.class': 'StorageClass' }) },
  volumes: { 'graph.example.com/Graph': fieldsIn('spec.size') },
  immutable: { 'graph.example.com/Graph': fieldsIn('spec.class') },
  data: { 'graph.example.com/Graph': () => true },
  quorum: {
    'graph.example.com/Graph': (_, view, pods) => pods.map((one) => majority(view, one, 'spec.affinity', {})),
  },
  memory: {
    'graph.example.com/Graph': (built) => [
      { built, field: 'spec.heap', what: 'heap', takes: 2 ** 30, limit: 2 ** 31, part: 0.5 },
    ],
  },
  backups: { 'graph.example.com/Graph': (built) => [{ built, field: 'spec.keep', isKept: true }] },
  outside: {
    'graph.example.com/Graph': () => [{ field: 'spec.backup', place: 's3://graphs/friends', writer: 'Graph/friends' }],
  },
  users: {
    'graph.example.com/Graph': (object) => [{ object, field: 'spec.users[a]', message: 'It has no password.' }],
  },
  servers: {
    'graph.example.com/Graph': (built, _, pods) => ({
      built,
      limit: 100,
      field: 'spec.connections',
      reserve: 10,
      endpoints: pods.map((one) => ({
        pods: one,
        services: [{ name: 'friends', port: 7687, part: 'primary' as const }],
      })),
    }),
  },
  services: { 'graph.example.com/Graph': () => [{ name: 'friends', ports: [7687] }] },
  steps: {},
  promises: {
    'graph.example.com/Graph': (object) => [{ object, field: 'spec.copies', message: 'It has one copy.' }],
  },
};

const object: Resource = {
  apiVersion: 'graph.example.com/v1',
  kind: 'Graph',
  metadata: { name: 'friends', namespace: 'data' },
  spec: { image: 'example.com/graph:1', class: 'zonal-ssd', size: '10Gi' },
};
const view = viewOfObjects(object);
const built = { resource: object, app: 'friends' };
const known = [...systems, graphs];
const [friends] = allPods(view, known);

describe('an operator that one more system describes', () => {
  const questions: Readonly<Record<string, readonly [ask: (of: readonly System[]) => unknown, answer: unknown]>> = {
    'has pods': [(of) => allPods(view, of).map(({ name, replicas }) => [name, replicas.max]), [['friends', 3]]],
    'has pods in its namespace': [(of) => podsIn(view, 'data', of).length, 1],
    'has pods that selectors meet': [(of) => podsSelected(view, 'data', { matchLabels: labels }, of).length, 1],
    'names images': [(of) => imagesNamed(view, of).map(({ image }) => image), ['example.com/graph:1']],
    'makes secrets': [
      (of) => [...(secretAt(view, 'data', 'friends-account', of)?.keys ?? [])],
      ['username', 'password'],
    ],
    'names other objects': [
      (of) => referencesOf(view, of).map(({ kind, name }) => `${kind}/${name}`),
      ['Namespace/data', 'StorageClass/zonal-ssd'],
    ],
    'has volumes': [(of) => volumesOf(built, of), [{ field: 'spec.size', value: '10Gi' }]],
    'has fields that nobody can change': [
      (of) => immutableFields(built, of),
      [{ field: 'spec.class', value: 'zonal-ssd' }],
    ],
    'holds data': [(of) => holdsData(built, of), true],
    'needs a quorum of its pods': [
      (of) => quorumsOf(view, of).map(({ name, needed }) => [name, needed]),
      [['friends', 2]],
    ],
    'is told about memory': [(of) => memoryUses(view, of).map(({ what }) => what), ['heap']],
    'is backed up': [(of) => backupsOf(view, of).map(({ schedules }) => schedules.length), [1]],
    'writes to a place outside': [(of) => outsideOf(view, of).map(({ place }) => place), ['s3://graphs/friends']],
    'has users': [(of) => usersWithout(view, of).map(({ message }) => message), ['It has no password.']],
    'bounds the connections of its pods': [
      (of) => serversOf(view, of).map(({ limit, endpoints }) => [limit, endpoints.map(({ pods }) => pods === friends)]),
      [[100, [true]]],
    ],
    'has services': [(of) => serviceAt(view, 'data', 'friends', of)?.ports, [7687]],
    'breaks promises': [(of) => promisesBroken(view, of).map(({ message }) => message), ['It has one copy.']],
  };

  for (const [title, [ask, answer]] of Object.entries(questions)) {
    it(`${title}, which nobody knows without it`, () => {
      assert.deepEqual(ask(known), answer);
      assert.notDeepEqual(ask(systems), answer);
    });
  }
});

/** Members that a system may leave out. */
type Optional = { [M in keyof System]: Record<string, never> extends Pick<System, M> ? M : never }[keyof System];
type Nothing<T extends never> = T;

it('a system that leaves a member out does not compile, whichever it is', () => {
  const { users: _, ...withoutUsers } = graphs;
  // @ts-expect-error: what its users lack has to be said, were it by `none`
  const system: System = withoutUsers;
  const optional: readonly Nothing<Optional>[] = [];
  assert.ok(system && optional);
});
