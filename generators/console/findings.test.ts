import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../model/finding.ts';
import { hasErrors } from '../model/finding.ts';
import { exampleFinding } from '../testing/finding.ts';
import { withoutColour } from './colour.ts';
import { collapse, countFindings, formatFindings } from './findings.ts';

const finding = exampleFinding;

test('the same finding in several places is shown once, with the places in order', () => {
  const other = { ...finding, in: { ...finding.in, cluster: 'a' } };
  assert.equal(
    formatFindings([finding, other, finding], withoutColour),
    [
      'error  pods-too-many  overlays/production/environment.yaml:7:5  Deployment/api  spec.replicas',
      '  60 pods need 60 connections, and the server takes 50.',
      '  fix  Lower scale.max or raise max_connections.',
      '  in   production/a/api, production/b/api',
      '',
    ].join('\n'),
  );
});

test('findings are sorted by severity, then place, then code', () => {
  const at = (line: number) => ({ file: 'f', line, column: 1 });
  const mixed: Finding[] = [
    { ...finding, code: 'b', severity: 'note' },
    { ...finding, code: 'a', severity: 'error', at: at(10) },
    { ...finding, code: 'd', severity: 'error', at: at(9) },
    { ...finding, code: 'c', severity: 'error', at: at(9) },
    { ...finding, code: 'a', severity: 'warning' },
  ];
  const order = collapse(mixed).map(({ severity, code, at }) => `${severity} ${code} ${at?.line}`);
  assert.deepEqual(order, ['error c 9', 'error d 9', 'error a 10', 'warning a 7', 'note b 7']);
});

test('a finding about a whole repository names no place where it holds', () => {
  assert.doesNotMatch(formatFindings([{ ...finding, in: {} }], withoutColour), /\n {2}in/);
});

test('control characters in values reach no terminal, whatever part of a finding has them', () => {
  const hostile = 'a\u001b[31mb\u0000c\u202e';
  for (const part of ['message', 'fix', 'object', 'field'] as const) {
    const text = formatFindings([{ ...finding, [part]: hostile }], withoutColour);
    assert.ok(text.includes('a\\u{1b}[31mb\\u{0}c\\u{202e}'), part);
  }
});

test('counts are of distinct findings', () => {
  assert.equal(countFindings([]), 'nothing found');
  assert.equal(countFindings([finding, finding]), '1 error');
  const warning: Finding = { ...finding, severity: 'warning' };
  assert.equal(countFindings([finding, { ...finding, code: 'x' }, warning]), '2 errors, 1 warning');
  const note: Finding = { ...finding, severity: 'note' };
  const excepted: Finding = { ...note, excepted: true };
  assert.equal(countFindings([note, excepted, { ...excepted, code: 'x' }]), '2 declared exceptions, 1 note');
  assert.equal(hasErrors([warning]), false);
  assert.equal(hasErrors([warning, finding]), true);
});
