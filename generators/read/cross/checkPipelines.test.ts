import assert from 'node:assert/strict';
import { test } from 'node:test';
import { change } from '../../testing/change.ts';
import { readFiles } from '../../testing/readFiles.ts';
import { fleetYaml as bare, validFiles } from '../../testing/settings.ts';

const fleetYaml = `${bare}pipelines: [github, gitlab, jenkins, circleci]
owners:
  engine: ["@shop/platform"]
  environments: { production: ["@shop/on-call", lead@example.com] }
`;

const cases: readonly (readonly [string, string, string, readonly string[]])[] = [
  ['all four systems', 'name: shop', 'name: shop', []],
  ['none', 'pipelines: [github, gitlab, jenkins, circleci]', 'pipelines: []', []],
  [
    'an unknown system',
    '[github, gitlab, jenkins, circleci]',
    '[githup]',
    [
      '18:13 unknown-value pipelines[0] is "githup"; expected one of github, gitlab, jenkins, circleci. → Did you mean github?',
    ],
  ],
  [
    'a tree in a folder of its repository',
    'name: shop',
    'name: shop\nfolder: platform',
    [
      '19:1 pipelines-in-folder The tree is in the folder "platform" of its repository, and CI systems read pipelines at the root alone. → Delete pipelines, and write those of the whole repository by hand; docs/pipelines.md shows the steps.',
    ],
  ],
  [
    'an environment by nearly its name',
    '{ production: ["@shop/on-call"',
    '{ producton: ["@shop/on-call"',
    [
      '21:19 unknown-environment There is no environment "producton": nobody would review anything. → Did you mean "production"?',
    ],
  ],
];
for (const [title, from, to, expected] of cases) {
  test(`pipelines: ${title}`, () => {
    const { findings } = readFiles({ ...validFiles, 'overlays/fleet.yaml': change(fleetYaml, from, to) });
    assert.deepEqual(
      findings.map(({ at, code, message, fix }) => `${at?.line}:${at?.column} ${code} ${message} → ${fix}`),
      expected,
    );
  });
}

test('pipelines: owners of the engine alone are owners of no environment', () => {
  const text = change(fleetYaml, /\n {2}environments:.*/.exec(fleetYaml)?.[0] ?? '', '');
  const { fleet, findings } = readFiles({ ...validFiles, 'overlays/fleet.yaml': text });
  assert.deepEqual(findings, []);
  assert.deepEqual(fleet?.settings.owners, { engine: ['@shop/platform'], environments: {} });
});

const owners: readonly (readonly [string, boolean])[] = [
  ['@shop/platform', true],
  ['@person', true],
  ['@group/sub.group/team_1', true],
  ['lead@example.com', true],
  ['shop/platform', false],
  ['@shop/platform @other', false],
  ['@a # all', false],
  ['*', false],
  ['!@shop', false],
  ['@shop\\n* @other', false],
  ['lead@localhost', false],
];
for (const [owner, isOne] of owners) {
  test(`pipelines: ${owner} is ${isOne ? 'an owner' : 'none'}`, () => {
    const text = change(fleetYaml, '["@shop/platform"]', `["${owner}"]`);
    const { findings } = readFiles({ ...validFiles, 'overlays/fleet.yaml': text });
    assert.equal(findings.length, isOne ? 0 : 1, JSON.stringify(findings));
  });
}
