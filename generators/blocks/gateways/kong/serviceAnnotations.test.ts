import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../../model/finding.ts';
import { serviceAnnotations } from './serviceAnnotations.ts';
import { apiPlan } from './testing/plan.ts';

const quick = { ...apiPlan, seconds: 5 };
const { seconds: _seconds, ...endless } = apiPlan;
const socket = { ...endless, exchange: 'long-lived' } as const;

const cases = [
  ['one route', [apiPlan], '15000'],
  ['the longest of two', [quick, apiPlan], '15000'],
  ['four hours beside a socket', [quick, socket], '14400000'],
  ['four hours for uploads', [{ ...endless, exchange: 'uploads' } as const], '14400000'],
] as const;
for (const [title, plans, milliseconds] of cases) {
  test(`a backend may be silent as long as its routes let it: ${title}`, () => {
    assert.deepEqual(serviceAnnotations(plans), {
      'konghq.com/connect-timeout': '3000',
      'konghq.com/read-timeout': milliseconds,
      'konghq.com/write-timeout': milliseconds,
      'konghq.com/retries': '1',
    });
  });
}

test('a Service without routes is none of the gateway’s', () => {
  assert.deepEqual(serviceAnnotations([]), {});
});

test('a backend of gRPC is called in plain text, and cannot be one of HTTP too', () => {
  const grpc = { ...apiPlan, protocol: 'grpc' } as const;
  assert.equal(serviceAnnotations([grpc])['konghq.com/protocol'], 'grpc');
  assert.throws(
    () => serviceAnnotations([grpc, apiPlan]),
    (error) => error instanceof Failure && /one protocol/.test(error.message),
  );
});
