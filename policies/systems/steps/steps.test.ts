import assert from 'node:assert/strict';
import { test } from 'node:test';
import { versionOf } from '../../../generators/model/version.ts';
import {
  cassandraUpgrades,
  elasticsearchUpgrades,
  keycloakUpgrades,
  mongodbUpgrades,
  mysqlUpgrades,
  postgresqlUpgrades,
  rabbitmqUpgrades,
  valkeyUpgrades,
} from './programs.ts';
import { imageSteps, type Upgrades } from './upgrades.ts';

const image = (tag: string) => `registry.example.com:5000/team/program:${tag}@sha256:${'0'.repeat(64)}`;

for (const [tag, expected] of [
  ['17.11-202608170816-standard-trixie', [17, 11]],
  ['v4.3.6', [4, 3, 6]],
  ['18', [18]],
  ['5.0.6-ubi-v0.1.110', [5, 0, 6]],
  ['8.4.10_1', [8, 4, 10]],
  ['latest', undefined],
  ['trixie-17.2', undefined],
  ['17rc1', undefined],
] as const) {
  test(`the tag ${tag} begins with ${expected?.join('.') ?? 'no version'}`, () => {
    assert.deepEqual(versionOf(image(tag)), expected);
  });
}

test('an image without a tag has no version, and the port of its registry is none', () => {
  for (const one of ['registry.example.com:5000/program', 'program', '', `program@sha256:${'1'.repeat(64)}`]) {
    assert.equal(versionOf(one), undefined, one);
  }
});

/** Whether a person may take the step: `no` needs another way, `yes` a person, and an ordinary roll-out nothing. */
const steps: readonly (readonly [Upgrades, was: string, now: string, expected: 'ordinary' | 'yes' | 'no'])[] = [
  [postgresqlUpgrades, '17.2', '17.11', 'ordinary'],
  [postgresqlUpgrades, '17.11', '17.2', 'ordinary'],
  [postgresqlUpgrades, '16.9', '18.1', 'yes'],
  [postgresqlUpgrades, '13.1', '15.2', 'no'],
  [postgresqlUpgrades, '18.1', '17.11', 'no'],
  [postgresqlUpgrades, '17.11', 'latest', 'no'],
  [postgresqlUpgrades, 'latest', '17.11', 'ordinary'],
  [mysqlUpgrades, '8.4.3-3.1', '8.4.10-10.1', 'ordinary'],
  [mysqlUpgrades, '8.0.44', '8.4.10', 'yes'],
  [mysqlUpgrades, '8.4.10', '9.7.1', 'yes'],
  [mysqlUpgrades, '8.4.10', '9.2.0', 'yes'],
  [mysqlUpgrades, '8.0.44', '9.7.1', 'no'],
  [mysqlUpgrades, '8.4.10', '8.0.44', 'no'],
  [mongodbUpgrades, '8.0.4-1', '8.0.19-7', 'ordinary'],
  [mongodbUpgrades, '7.0.26', '8.0.19', 'yes'],
  [mongodbUpgrades, '6.0.27', '8.0.19', 'no'],
  [mongodbUpgrades, '8.0.19', '7.0.26', 'no'],
  [cassandraUpgrades, '4.1.11-ubi', '5.0.6-ubi', 'yes'],
  [cassandraUpgrades, '5.0.4', '5.0.6', 'ordinary'],
  [cassandraUpgrades, '3.11.19', '5.0.6', 'no'],
  [cassandraUpgrades, '5.0.6', '4.1.11', 'no'],
  [rabbitmqUpgrades, '4.3.4-management', '4.3.6-management', 'ordinary'],
  [rabbitmqUpgrades, '4.2.1', '4.3.6', 'yes'],
  [rabbitmqUpgrades, '3.13.7', '4.2.1', 'yes'],
  [rabbitmqUpgrades, '4.1.1', '4.3.6', 'no'],
  [rabbitmqUpgrades, '3.12.14', '4.0.1', 'no'],
  [rabbitmqUpgrades, '4.3.6', '4.2.1', 'no'],
  [valkeyUpgrades, '8.1.7-alpine', '9.1.2-alpine', 'yes'],
  [valkeyUpgrades, '9.0.1-alpine', '9.1.2-alpine', 'ordinary'],
  [valkeyUpgrades, '9.1.2', '8.1.7', 'no'],
  [keycloakUpgrades, '26.7.3', '26.8.0', 'yes'],
  [keycloakUpgrades, '26.8.0', '26.7.3', 'no'],
  [keycloakUpgrades, '26.8.0', '26.8.2', 'ordinary'],
  [elasticsearchUpgrades, '8.19.1', '9.1.0', 'yes'],
  [elasticsearchUpgrades, '7.17.1', '9.1.0', 'no'],
  [elasticsearchUpgrades, '9.1.0', '8.19.1', 'no'],
];

for (const [upgrades, was, now, expected] of steps) {
  const says = { ordinary: 'an ordinary roll-out', yes: 'a step for a person', no: 'no step' }[expected];
  test(`${upgrades.program} ${was} to ${now} is ${says}`, () => {
    const found = imageSteps(upgrades, 'spec.image', image(was), image(now));
    const needs = { ordinary: [], yes: ['a person'], no: ['another way'] }[expected];
    assert.deepEqual(
      found.map((step) => [step.field, step.needs]),
      needs.map((one) => ['spec.image', one]),
    );
    for (const { message } of found) assert.match(message, new RegExp(`${upgrades.program}.*\\.$`));
  });
}
