import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { formatSarif, sarifFailure } from '../../generators/console/sarif.ts';
import type { Finding } from '../../generators/model/finding.ts';
import { exampleFinding } from '../../generators/testing/finding.ts';

// The published schema, unchanged:
// https://github.com/oasis-tcs/sarif-spec/blob/e0583813964e/sarif-2.1/schema/sarif-schema-2.1.0.json
const text = readFileSync(join(import.meta.dirname, 'sarif-schema-2.1.0.json'), 'utf8');
const sum = 'c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e';

// It is of draft 4, and says nothing that draft 7 reads in another way but the name of its own address.
const { $schema: _draft, id: _id, ...schema } = JSON.parse(text) as Record<string, unknown>;
const isAddress = (value: string) => URL.canParse(value);
const ajv = new Ajv({
  strict: false,
  allErrors: true,
  formats: {
    uri: isAddress,
    'uri-reference': (value: string) => URL.canParse(value, 'file:///'),
    'date-time': (value: string) => !Number.isNaN(Date.parse(value)),
  },
});
const isValid = ajv.compile(schema);

interface Log {
  readonly $schema: string;
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly Record<string, { readonly text: string }>[] } };
      readonly results: readonly Result[];
    },
  ];
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations?: readonly {
    readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: object };
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

function read(log: string): Log {
  const value = JSON.parse(log) as Log;
  assert.ok(isValid(value), JSON.stringify(isValid.errors, null, 2));
  return value;
}

const finding = exampleFinding;
const rules = [{ code: 'pods-too-many', title: 'Few pods.', why: 'They cost.', fix: 'Lower it.' }];

test('the schema is the published one, and refuses what is no SARIF', () => {
  assert.equal(createHash('sha256').update(text).digest('hex'), sum);
  assert.equal(isValid({ version: '2.1.0', runs: [{ results: [] }] }), false);
  const log = JSON.parse(formatSarif([finding], rules)) as { runs: { results: { level: string }[] }[] };
  for (const result of log.runs[0]?.results ?? []) result.level = 'fatal';
  assert.equal(isValid(log), false);
});

test('findings are results with their level, place and rule, whose help is its documentation', () => {
  const bare: Finding = { code: 'no-place', severity: 'note', message: 'Somewhere.', fix: 'Look.' };
  const [{ tool, results }] = read(formatSarif([bare, finding, { ...finding, in: { cluster: 'b' } }], rules)).runs;
  assert.deepEqual(
    results.map(({ ruleId, level, message, locations, ruleIndex }) => [ruleId, level, message, locations, ruleIndex]),
    [
      [
        'pods-too-many',
        'error',
        {
          text: 'Deployment/api spec.replicas\n60 pods need 60 connections, and the server takes 50.\nFix: Lower scale.max or raise max_connections.\nIn: b, production/b/api',
        },
        [
          {
            physicalLocation: {
              artifactLocation: { uri: 'overlays/production/environment.yaml', uriBaseId: '%SRCROOT%' },
              region: { startLine: 7, startColumn: 5 },
            },
          },
        ],
        1,
      ],
      ['no-place', 'note', { text: 'Somewhere.\nFix: Look.' }, undefined, 0],
    ],
  );
  assert.deepEqual(
    tool.driver.rules.map(({ id, shortDescription, help }) => [id, shortDescription?.text, help?.text]),
    [
      ['no-place', 'no place', 'Look.'],
      ['pods-too-many', 'Few pods.', 'They cost.\nLower it.'],
    ],
  );
});

test('no finding, and a failure of the tool, are logs as well', () => {
  assert.deepEqual(read(formatSarif([], rules)).runs[0].results, []);
  assert.match(sarifFailure({ message: 'There is no git.', fix: 'Install it.' }), /"executionSuccessful": false/);
  assert.deepEqual(read(sarifFailure({ message: 'There is no git.', fix: 'Install it.' })).runs[0].results, []);
});

test('a fingerprint is of one finding alone, and stays where lines move and figures change', () => {
  const prints = (findings: readonly Finding[]) =>
    read(formatSarif(findings, rules)).runs[0].results.map(
      ({ partialFingerprints }) => partialFingerprints['place/v1'],
    );
  const at = { file: 'overlays/production/environment.yaml', line: 70, column: 9 };
  assert.deepEqual(prints([{ ...finding, at, message: '61 pods need 61 connections.' }]), prints([finding]));
  const others = [
    finding,
    { ...finding, message: 'The same place, another matter.' },
    { ...finding, code: 'other' },
    { ...finding, object: 'Deployment/worker' },
    { ...finding, field: 'spec.paused' },
    { ...finding, at: { ...at, file: 'overlays/staging/environment.yaml' } },
  ];
  assert.equal(new Set(prints(others)).size, others.length);
});

/** Text as a reader shows it, by sections 3.11.5 and 3.11.6 of the specification: what is linked is between « and ». */
const shown = (message: string) =>
  message
    .replaceAll(/(?<!\\)(?:\\\\)*\[((?:\\.|[^\\\]])*)\]\(([^)]*)\)/g, '«$1»')
    .replaceAll(/(?<!\{)\{(\d+)\}(?!\})/g, '«$1»')
    .replaceAll('{{', '{')
    .replaceAll('}}', '}');

test('text of a finding stays text: no link, no placeholder, no address of another place', () => {
  assert.equal(shown('[a](b) {0}'), '«a» «0»', 'what this test would see');
  for (const hostile of [
    '[click](https://evil.example)',
    '{0} {{0}} $(x)',
    'a\\](b) [a\\\\](b)',
    '"}],"x":[',
    '\u202e\u0000',
  ]) {
    const at = { file: `apps/../${hostile}:x #?.ts`, line: 1, column: 1 };
    const all = { ...finding, at, message: hostile, fix: hostile, object: hostile, field: hostile, code: 'own' };
    const [{ tool, results }] = read(formatSarif([all], [])).runs;
    assert.doesNotMatch(shown(results[0]?.message.text ?? ''), /«/);
    assert.doesNotMatch(shown(tool.driver.rules[0]?.help?.text ?? ''), /«/);
    const uri = results[0]?.locations?.[0]?.physicalLocation.artifactLocation.uri ?? '';
    assert.doesNotMatch(uri, /[:\\#?{}"[\]\s]/);
    assert.equal(decodeURIComponent(uri), at.file);
  }
});
