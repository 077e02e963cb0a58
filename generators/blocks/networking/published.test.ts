import assert from 'node:assert/strict';
import { test } from 'node:test';
import { app } from '../../testing/names.ts';
import { priorities } from '../../testing/priorities.ts';
import { exampleRuntime } from '../../testing/runtime.ts';
import { exampleWorkload } from '../../testing/workload.ts';
import { published } from './published.ts';

const host = { app: app('shop', 'backend', ['http']), runtime: exampleRuntime, priority: priorities.standard };

test('who publishes a port declares it with its number in the image in use', () => {
  const { declares } = published('http')(host);
  assert.deepEqual(
    declares?.(exampleWorkload).map(({ value }) => value),
    [{ name: 'http', number: 8080 }],
  );
});

test('a port that the image lacks is refused', () => {
  assert.throws(() => published('grpc')(host).declares?.(exampleWorkload), {
    name: 'Failure',
    message: 'shop publishes the port grpc, which its image does not have',
    fix: 'Name one that it has.',
  });
});
