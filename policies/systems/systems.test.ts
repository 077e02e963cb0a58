import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { test } from 'node:test';
import {
  backupsOf,
  holdsData,
  imagesNamed,
  immutableFields,
  memoryUses,
  promisesBroken,
  quorumsOf,
  referencesOf,
  serversOf,
  usersWithout,
  volumesOf,
} from '../cluster/facts.ts';
import { allPods } from '../cluster/pods.ts';
import { secretAt } from '../cluster/secrets.ts';
import { serviceAt } from '../cluster/services.ts';
import { viewOfObjects } from '../example/index.ts';
import { systems } from './index.ts';
import type { System } from './system.ts';

const members = Object.keys(systems[0] ?? {}) as (keyof System)[];

test('every system that a file here describes is asked', async () => {
  const files = globSync('**/*.ts', { cwd: import.meta.dirname }).filter((file) => !file.endsWith('.test.ts'));
  for (const file of files) {
    const exported = Object.entries<unknown>(await import(`./${file}`));
    for (const [name, value] of exported.filter(([, one]) => isSystem(one))) {
      assert.ok(systems.includes(value as System), `${name} of systems/${file} is missing in systems/index.ts`);
    }
  }
});

test('no two systems speak of the same kind by the same member', () => {
  for (const member of members) {
    const kinds = systems.flatMap((system) => Object.keys(system[member]));
    assert.deepEqual(kinds, [...new Set(kinds)], `${member}: only the first of them would be asked`);
  }
});

test('an object whose spec is not what it should be is read as far as that goes, by whoever knows its kind', () => {
  const specs = [
    undefined,
    null,
    7,
    'text',
    [],
    { replsets: 'none', mysql: [], cassandra: [], sharding: { enabled: true } },
  ];
  for (const kind of new Set(systems.flatMap((system) => members.flatMap((member) => Object.keys(system[member]))))) {
    for (const spec of specs) {
      const [group, name = ''] = kind.split('/');
      const metadata = { name: 'x', namespace: 'data' };
      const view = viewOfObjects({ apiVersion: group ? `${group}/v1` : 'v1', kind: name, metadata, spec });
      const [built] = view.all;
      assert.ok(built);
      const ask = [
        allPods,
        imagesNamed,
        referencesOf,
        quorumsOf,
        serversOf,
        memoryUses,
        backupsOf,
        usersWithout,
        promisesBroken,
      ];
      for (const question of ask) assert.doesNotThrow(() => question(view), kind);
      for (const question of [volumesOf, immutableFields, holdsData]) assert.doesNotThrow(() => question(built), kind);
      assert.doesNotThrow(() => secretAt(view, 'data', 'x'), kind);
      assert.doesNotThrow(() => serviceAt(view, 'data', 'x'), kind);
    }
  }
});

test('a kind is written with its group, which is empty for the core of Kubernetes', () => {
  for (const kind of systems.flatMap((system) => members.flatMap((member) => Object.keys(system[member])))) {
    assert.match(kind, /^[a-z0-9.-]*\/[A-Z][A-Za-z0-9]+$/);
  }
});

function isSystem(value: unknown): boolean {
  return typeof value === 'object' && value !== null && members.every((member) => member in value);
}
