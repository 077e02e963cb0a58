import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { repository } from '../../generators/repository.ts';
import { anyFleet } from './anyFleet.ts';

test('tests that hold for any fleet are there, and name no cluster of the sample company', () => {
  for (const file of anyFleet) {
    assert.ok(existsSync(join(repository, file)), file);
    if (file.startsWith('tests/commands/')) continue;
    assert.doesNotMatch(
      readFileSync(join(repository, file), 'utf8'),
      /aws-us-east-1|staging-eu-west-1|production\//,
      file,
    );
  }
});
