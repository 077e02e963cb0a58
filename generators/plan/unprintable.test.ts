import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { printYaml } from '../files/yaml.ts';
import { type BuiltOverlay, buildOverlays } from '../judge/overlays.ts';
import { linkFleet } from '../link/clusters.ts';
import type { Catalogue } from '../model/fleet.ts';
import type { Resource } from '../model/resource.ts';
import { ensureTool } from '../programs/toolchain.ts';
import { repository } from '../repository.ts';
import { exampleApp } from '../testing/app.ts';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { exampleFleet } from '../testing/fleet.ts';
import { names } from '../testing/names.ts';
import { planTree } from './plan.ts';
import { unprintableTexts } from './unprintable.ts';

const holding = (data: Readonly<Record<string, unknown>>): Resource => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'backend' },
  data,
});
const isRefused = (object: Resource) => unprintableTexts([object], {}).length > 0;

const cases: [string, Record<string, unknown>, string[]][] = [
  ['a next line in a text', { a: 'x\u0085y' }, ['ConfigMap/settings data.a holds the character U+0085']],
  ['a delete in a key', { 'a\u007fb': 'x' }, ['ConfigMap/settings data["a\\u007fb"] holds the character U+007F']],
  ['half a pair', { a: 'x\ud83d' }, ['ConfigMap/settings data.a holds the character U+D83D']],
  [
    'two places',
    { a: '\ufffe', b: 'x\u009b31m' },
    ['ConfigMap/settings data.a holds the character U+FFFE', 'ConfigMap/settings data.b holds the character U+009B'],
  ],
  ['a function', { a: () => 1 }, ['ConfigMap/settings data.a is a function']],
  ['a number that is none', { a: [Number.NaN] }, ['ConfigMap/settings data.a[0] is NaN']],
  ['what has no value', { a: undefined, b: null, c: true, d: 0 }, []],
  ['what is unusual and arrives', { a: '\u0000\u001b\t\r\n', b: '\u2028\u00a0\ufeff\u200b', c: 'é 😀' }, []],
];
for (const [title, data, expected] of cases) {
  test(`${title} is ${expected.length > 0 ? 'refused, by its place and character' : 'accepted'}`, () => {
    const found = unprintableTexts([holding(data)], {}).map(({ message }) => message.split(',')[0]);
    assert.deepEqual(found, expected);
  });
}

test('an object without a name is refused', () => {
  const nameless = { ...holding({}), metadata: { name: undefined as never, namespace: 'backend' } };
  assert.deepEqual(
    unprintableTexts([nameless], {}).map(({ field }) => field),
    ['metadata.name'],
  );
});

test('nothing is planned for an app that holds such a character, and the finding names the app', () => {
  const catalogue: Catalogue = {
    apps: [exampleApp(names.worker, { render: () => [holding({ a: '\u0085' })] })],
    contracts: [],
  };
  const fleet = exampleFleet([exampleEnvironment([exampleCluster('aws', { name: 'one' })])]);
  const { plan, findings } = planTree(catalogue, fleet, linkFleet(catalogue, fleet));
  assert.equal(plan, undefined);
  assert.deepEqual(
    findings.map(({ code, object, field, in: where }) => [code, object, field, where]),
    [{}, {}, { environment: 'test', cluster: 'one' }].map((level) => [
      'unprintable-character',
      'ConfigMap/settings',
      'data.a',
      { ...level, app: 'worker' },
    ]),
  );
});

test('what Kustomize prints arrives, for every character but those that are refused', {
  timeout: 120_000,
}, async () => {
  const suspects = [...range(0, 0x250), ...range(0x2000, 0x2070), ...range(0xd7f0, 0xd803), ...range(0xdffe, 0xe002)];
  suspects.push(
    ...range(0xfdd0, 0xfdf0),
    ...range(0xfe00, 0xfe10),
    0xfeff,
    ...range(0xfff0, 0x10002),
    0x1fffe,
    0x10ffff,
  );
  const objects = suspects
    .map((code) => String.fromCodePoint(code))
    .map((one) => holding({ a: `x${one}y`, [`${one}z`]: '' }));
  const built = await build(objects);
  const kept = objects.map((object, index) => same(built[index], object));
  assert.deepEqual(
    suspects.filter((_, index) => kept[index]),
    suspects.filter((_, index) => !isRefused(objects[index] as Resource)),
  );
});

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

function same(built: BuiltOverlay | undefined, wanted: Resource): boolean {
  return isDeepStrictEqual(built?.objects, [wanted]);
}

async function build(objects: readonly Resource[]): Promise<BuiltOverlay[]> {
  const program = await ensureTool(repository, 'driver', () => {});
  const root = mkdtempSync(join(tmpdir(), 'unprintable-'));
  after(() => rmSync(root, { recursive: true, force: true }));
  const overlays = objects.map((object, index) => {
    mkdirSync(join(root, `${index}`));
    writeFileSync(join(root, `${index}`, 'kustomization.yaml'), 'resources: [object.yaml]\n');
    writeFileSync(join(root, `${index}`, 'object.yaml'), printYaml(object));
    return { path: `${index}`, kubernetes: '' };
  });
  const results: BuiltOverlay[] = [];
  await buildOverlays(program, { root, schemas: '', overlays }, (result) => results.push(result));
  return results;
}
