import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { silent } from '../../generators/console/progress.ts';
import { openDriver } from '../../generators/judge/driver.ts';
import type { BuiltOverlay } from '../../generators/judge/overlays.ts';
import { nameOf, type Resource } from '../../generators/model/resource.ts';
import { simulatedKinds } from './kinds.ts';
import type { Live } from './model.ts';
import { demanding, everyKind, examples } from './testing/examples.ts';
import { settle, simulated } from './testing/settle.ts';

const root = mkdtempSync(join(tmpdir(), 'simulator-'));
after(() => rmSync(root, { recursive: true, force: true }));

const custom = examples().filter((object) => simulated(object));
const healths = ['healthy', 'progressing', 'degraded'] as const;
const variants: Readonly<Record<string, readonly Live[]>> = {
  settled: settle(custom).objects,
  ...Object.fromEntries(
    healths.map((health) => [health, settle(custom.map((object) => demanding(object, health))).objects]),
  ),
};

test('the sample company has an example of every kind that is simulated', { skip: !everyKind }, () => {
  const unused = simulatedKinds.filter(({ kind }) => !custom.some((object) => object.kind === kind));
  assert.deepEqual(
    unused.map(({ kind }) => kind),
    ['PersistentVolumeClaim', 'Vhost', 'GRPCRoute'],
  );
});

test('every reported status and every created object is valid by the schemas of upstream', async () => {
  const driver = await openDriver(['1.35'], silent);
  for (const [name, objects] of Object.entries(variants)) {
    mkdirSync(join(root, name));
    writeFileSync(join(root, name, 'kustomization.yaml'), JSON.stringify({ resources: ['all.json'] }));
    const items = objects.map(({ metadata, ...object }) => ({ ...object, metadata: plain(metadata) }));
    writeFileSync(join(root, name, 'all.json'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  }
  const results: BuiltOverlay[] = [];
  const overlays = Object.keys(variants).map((path) => ({ path, kubernetes: '1.35' }));
  await driver.build({ root, overlays }, (result) => results.push(result));
  const said = results.flatMap(({ path, objects, invalid, error }) => [
    ...(error ? [`${path}: ${error}`] : []),
    ...invalid.map(
      ({ object, field, message }) => `${path}: ${nameOf(objects[object] as Resource)} ${field} ${message}`,
    ),
  ]);
  assert.deepEqual(said, []);
  assert.deepEqual(
    results.map(({ objects }) => objects.length),
    Object.values(variants).map((objects) => objects.length),
  );
});

/** Metadata without the fields that only a server sets. */
const plain = ({ name, namespace, labels, annotations }: Live['metadata']) => ({
  name,
  namespace,
  labels,
  annotations,
});
