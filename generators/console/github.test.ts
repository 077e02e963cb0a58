import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleFinding } from '../testing/finding.ts';
import { formatGithub, githubFailure } from './github.ts';

const finding = exampleFinding;

test('a finding is one command of its severity, with its place; the same one in other clusters is not repeated', () => {
  const other = { ...finding, in: { ...finding.in, cluster: 'a' } };
  assert.equal(
    formatGithub([{ ...finding, severity: 'note', code: 'told' }, finding, other]),
    [
      '::error file=overlays/production/environment.yaml,line=7,col=5,title=pods-too-many::Deployment/api spec.replicas%0A60 pods need 60 connections, and the server takes 50.%0AFix: Lower scale.max or raise max_connections.%0AIn: production/a/api, production/b/api',
      '::notice file=overlays/production/environment.yaml,line=7,col=5,title=told::Deployment/api spec.replicas%0A60 pods need 60 connections, and the server takes 50.%0AFix: Lower scale.max or raise max_connections.%0AIn: production/b/api',
      '',
    ].join('\n'),
  );
});

test('a finding without place, object and scope has none', () => {
  const { code, severity, message, fix } = finding;
  assert.equal(
    formatGithub([{ code, severity, message, fix }]),
    '::error title=pods-too-many::60 pods need 60 connections, and the server takes 50.%0AFix: Lower scale.max or raise max_connections.\n',
  );
});

/** What the runner reads of a line: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs */
function read(line: string) {
  const [, name = '', list = '', data = ''] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? [];
  const decode = (text: string) =>
    text
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%');
  const pairs = list.split(',').map((one) => [one.slice(0, one.indexOf('=')), decode(one.slice(one.indexOf('=') + 1))]);
  return { name, properties: Object.fromEntries(pairs) as Record<string, string>, data: decode(data) };
}

test('text of a finding stays text: it begins no command, and ends no property', () => {
  const hostile = 'a%0A::error::b,line=1::c\n::set-output name=x::1\r::stop-commands::y 100% %25';
  const at = { file: 'apps/a,line=9::b:c%2C.ts', line: 2, column: 3 };
  const text = formatGithub([{ ...finding, at, message: hostile, fix: hostile, object: hostile, field: hostile }]);
  const [line = '', ...rest] = text.split('\n');
  assert.deepEqual(rest, ['']);
  const { name, properties, data } = read(line);
  assert.equal(name, 'error');
  assert.deepEqual(properties, { file: at.file, line: '2', col: '3', title: 'pods-too-many' });
  const seen = hostile.replace('\r', '\\u{d}');
  assert.equal(data, `${seen} ${seen}\n${seen}\nFix: ${seen}\nIn: production/b/api`);
});

test('a failure of the tool is an error', () => {
  assert.equal(
    githubFailure({ message: 'There is no git: 100%', fix: 'Install it.' }),
    '::error title=failed::There is no git: 100%25%0AFix: Install it.\n',
  );
});
