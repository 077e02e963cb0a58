import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../../model/finding.ts';
import { consumers } from './consumers.ts';
import { apiPlan, kongShared, openPlan } from './testing/plan.ts';

test('Kong knows the issuer of tokens by its public key from the secret manager', () => {
  const [secret, consumer] = consumers(kongShared(), [openPlan(), apiPlan, apiPlan]);
  assert.ok(secret && consumer);
  assert.partialDeepStrictEqual(secret.spec, {
    target: {
      template: {
        metadata: { labels: { 'konghq.com/credential': 'jwt', 'konghq.com/secret': 'true' } },
        data: {
          key: 'https://auth.example.com/realms/users',
          algorithm: 'RS256',
          rsa_public_key: '{{ .gateway_token_public_key }}',
        },
      },
    },
    data: [
      { secretKey: 'gateway_token_public_key', remoteRef: { key: 'reference-gateway', property: 'token-public-key' } },
    ],
  });
  assert.deepEqual(consumer.credentials, [secret.metadata.name]);
  assert.equal(consumer.metadata.annotations?.['kubernetes.io/ingress.class'], 'kong');
});

test('without tokens there is nobody to know, and two issuers are one too many', () => {
  assert.deepEqual(consumers(kongShared(), [openPlan()]), []);
  const tokens = { issuer: 'https://other.example.com', audiences: ['a'], keys: '' };
  assert.throws(
    () => consumers(kongShared(), [apiPlan, { ...apiPlan, tokens }]),
    (error) => error instanceof Failure && /one issuer/.test(error.message),
  );
});
