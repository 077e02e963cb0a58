import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sizeSettings } from './settings.ts';

for (const [kind, cpu] of [
  ['server', 'CPU of each pod: guaranteed, and not exceeded.'],
  ['proxy', 'CPU of each pod: guaranteed, and more where it is idle.'],
] as const) {
  test(`the schema says what the CPU of a ${kind} means, and that memory is a limit`, () => {
    const schema = sizeSettings('each pod', { cpu: '1', memory: '1Gi' }, kind);
    const said = [schema, schema.properties.cpu, schema.properties.memory].map(
      (one) => (one as { description?: string }).description,
    );
    assert.deepEqual(said, ['What each pod gets.', cpu, 'Memory of each pod: guaranteed, and not exceeded.']);
  });
}
