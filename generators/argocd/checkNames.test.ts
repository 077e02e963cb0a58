import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleApp } from '../testing/app.ts';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { exampleFleet } from '../testing/fleet.ts';
import { app } from '../testing/names.ts';
import { checkNames } from './checkNames.ts';

/** `code at message` of a fleet with these environments: their clusters, and whether they are synced. */
function findingsOf(environments: Readonly<Record<string, readonly string[]>>, synced = true): string[] {
  const apps = ['api', 'west-api'].map((name) => exampleApp(app(name, 'backend', [])));
  const all = Object.entries(environments).map(([name, clusters]) => {
    const listed = clusters.map((one) => exampleCluster('aws', { name: one }));
    return { ...exampleEnvironment(listed, { synced }, name), file: name };
  });
  return checkNames({ apps, contracts: [] }, exampleFleet(all)).map(
    ({ code, at, message }) => `${code} ${at?.file} ${message}`,
  );
}

const long = 'a'.repeat(57);
const cases: [string, Readonly<Record<string, readonly string[]>>, string[]][] = [
  ['names that differ', { staging: ['one'], production: ['two', 'three'] }, []],
  [
    'an app that is called like another one in a cluster with a shorter name',
    { test: ['east', 'east-west'] },
    [
      'name-clash test.clusters.1.name The Application of api in east-west would be called east-west-api, as that of west-api in east.',
    ],
  ],
  [
    'a cluster that is called like Argo CD',
    { test: ['argo-cd'] },
    [
      'name-clash test.clusters.0.name The Application of the cluster argo-cd would be called argo-cd, as that of Argo CD itself.',
    ],
  ],
  [
    'an environment that is called like a project',
    { hub: ['one'] },
    ['name-clash hub The AppProject of the environment hub would be called hub, as that of the hub.'],
  ],
  [
    'environments of which one is called like the operators of the other',
    { test: ['one'], 'test-operators': ['two'] },
    [
      'name-clash test-operators The AppProject of the environment test-operators would be called test-operators, as that of operators of test.',
    ],
  ],
  [
    'a name that is no value for a label',
    { test: [long] },
    [
      `name-too-long test.clusters.0.name The Application of west-api in ${long} would be called ${long}-west-api: 66 characters, and Argo CD takes 63.`,
    ],
  ],
];
for (const [title, environments, expected] of cases) {
  test(`names on the hub: ${title}`, () => {
    assert.deepEqual(findingsOf(environments), expected);
    assert.deepEqual(findingsOf(environments, false), []);
  });
}
