import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatPosition } from '../model/position.ts';
import { readFiles } from '../testing/readFiles.ts';
import { validFiles } from '../testing/settings.ts';

const file = 'overlays/production/environment.yaml';
const places: readonly [string, readonly (string | number)[], string][] = [
  [file, [], '1:1'],
  [file, ['domain'], '2:1'],
  [file, ['apps', 'api', 'scale', 'max'], '13:22'],
  [file, ['clusters', 1], '28:5'],
  [file, ['clusters', 1, 'zones', 1], '32:28'],
  [file, ['clusters', 1, 'apps', 'api', 'scale', 'max'], '40:18'],
  [file, ['clusters', 1, 'apps', 'api', 'scale', 'min'], '40:9'],
  [file, ['clusters', 0, 'apps', 'api', 'scale', 'max'], '15:5'],
  [file, ['clusters', 7, 'name'], '14:1'],
  [file, ['clusters', 'name'], '14:1'],
  [file, ['domain', 'x'], '2:1'],
  [file, ['toString'], '1:1'],
  ['overlays/fleet.yaml', ['hub', 'port'], '4:1'],
  ['overlays/production/images.yaml', ['images', 'api'], '2:3'],
  ['overlays/staging/images.yaml', ['images'], '1:1'],
];

test('a path is found where it is written, or at the nearest key above it that is', () => {
  const { fleet } = readFiles(validFiles);
  assert.ok(fleet);
  for (const [path, keys, at] of places) {
    assert.equal(formatPosition(fleet.locate(path, keys)), `${path}:${at}`, keys.join('.'));
  }
});
