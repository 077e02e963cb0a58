import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleWorkload } from '../../testing/workload.ts';
import { configMap } from './configMap.ts';
import { type FilesAt, mountedFiles } from './files.ts';
import { podTemplate } from './pod.ts';

const before = { LOG: 'json', PORT: '1' };
const sum = (config: Readonly<Record<string, string>>) =>
  podTemplate({ ...exampleWorkload, config }, 'pod-template-hash').metadata?.annotations?.['checksum/config'];

for (const [title, after] of [
  ['the first value changes', { LOG: 'text', PORT: '1' }],
  ['the last value changes', { LOG: 'json', PORT: '2' }],
  ['a variable has another name', { LOG: 'json', PORTS: '1' }],
  ['a variable is added', { ...before, MORE: '' }],
  ['a variable is removed', { LOG: 'json' }],
  ['all variables are removed', {}],
] as const) {
  test(`pods roll when ${title}`, () => assert.notEqual(sum(after), sum(before)));
}

test('pods stay when the configuration does', () => {
  assert.equal(sum({ ...before }), sum(before));
  assert.match(sum(before) ?? '', /^[0-9a-f]{16}$/);
});

test('the configuration is a ConfigMap of its owner’s name; without variables there is none', () => {
  const { labels } = exampleWorkload;
  assert.deepEqual(configMap({ ...exampleWorkload, config: before }), [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'shop', namespace: 'backend', labels }, data: before },
  ]);
  assert.deepEqual(configMap(exampleWorkload), []);
});

test('pods roll when a file changes, and have the same checksum as before where there is none', () => {
  const template = (files: Readonly<Record<string, FilesAt>>) =>
    podTemplate({ ...exampleWorkload, config: before, files: mountedFiles(files) }, 'pod-template-hash').metadata
      ?.annotations;
  const of = (text: string) => template({ '/etc/shop': { 'shop.yaml': text } })?.['checksum/config'];
  assert.notEqual(of('a'), of('b'));
  assert.equal(of('a'), of('a'));
  assert.equal(template({})?.['checksum/config'], sum(before));
});
