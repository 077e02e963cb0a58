import assert from 'node:assert/strict';
import { test } from 'node:test';
import { examplePlan, tokenPlan } from '../testing/plan.ts';
import { istioFilters } from './istioFilters.ts';

const spellings = ['X_User_Id', 'X-User_Id', 'X_User-Id'];
const removed = (plan: Parameters<typeof istioFilters>[0]) =>
  istioFilters(plan).find(({ type }) => type === 'RequestHeaderModifier')?.requestHeaderModifier;

test('a forged identity is removed in every spelling; what the gateway wrote itself stays', () => {
  assert.deepEqual(removed(examplePlan()), { remove: ['X-User-Id', ...spellings] });
  assert.deepEqual(removed(tokenPlan()), { remove: spellings });
});

test('answers are for HTTPS and for their own type, and do not say which program made them', () => {
  assert.deepEqual(istioFilters(examplePlan())[1], {
    type: 'ResponseHeaderModifier',
    responseHeaderModifier: {
      set: [
        { name: 'Strict-Transport-Security', value: 'max-age=31536000' },
        { name: 'X-Content-Type-Options', value: 'nosniff' },
      ],
      remove: ['Server', 'X-Powered-By'],
    },
  });
});

test('pages of the origins that a route names may call it, by its methods, with a token and without cookies', () => {
  const [cors] = istioFilters(
    tokenPlan({ origins: ['https://example.com'], methods: ['GET'], headers: { 'X-Tier': 'a' } }),
  );
  assert.deepEqual(cors, {
    type: 'CORS',
    cors: {
      allowOrigins: ['https://example.com'],
      allowMethods: ['GET'],
      allowHeaders: ['Authorization', 'Content-Type', 'Traceparent', 'X-App-Version', 'X-Device-Id', 'X-Tier'],
      exposeHeaders: ['Retry-After', 'X-Request-Id'],
      maxAge: 600,
    },
  });
});

test('a route without origins has no CORS, and a GRPCRoute never', () => {
  for (const plan of [tokenPlan(), tokenPlan({ protocol: 'grpc', origins: ['https://example.com'] })]) {
    assert.deepEqual(
      istioFilters(plan).map(({ type }) => type),
      ['RequestHeaderModifier', 'ResponseHeaderModifier'],
    );
  }
});
