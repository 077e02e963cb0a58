import assert from 'node:assert/strict';
import { test } from 'node:test';
import { examplePlan, exampleTokens, tokenPlan } from '../testing/plan.ts';
import { tokenPolicies } from './tokens.ts';

const target = [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'gateway' }];
const withToken = { from: [{ source: { requestPrincipals: ['https://auth.example.com/realms/users/*'] } }] };
const specOf = (kind: string, name: string, plans = [tokenPlan()]) =>
  tokenPolicies(plans, {}).find((one) => one.kind === kind && one.metadata.name === name)?.spec;

/** https://istio.io/latest/docs/reference/config/security/authorization-policy/: `spec: {}` allows nothing. */
test('what no policy allows is closed in the whole namespace, with routes or without', () => {
  for (const plans of [[], [examplePlan()], [tokenPlan()]]) {
    assert.deepEqual(specOf('AuthorizationPolicy', 'closed', plans), {});
  }
  assert.deepEqual(
    tokenPolicies([examplePlan()], {}).map(({ kind, metadata }) => [kind, metadata.name, metadata.namespace]),
    [['AuthorizationPolicy', 'closed', 'gateways']],
  );
});

test('a token counts from its header alone, for its audience, and tells apps the subject', () => {
  assert.deepEqual(specOf('RequestAuthentication', 'tokens'), {
    targetRefs: target,
    jwtRules: [
      {
        issuer: exampleTokens.issuer,
        audiences: ['shop'],
        jwksUri: 'http://auth/keys',
        fromHeaders: [{ name: 'Authorization', prefix: 'Bearer ' }],
        forwardOriginalToken: true,
        outputClaimToHeaders: [{ header: 'x-user-id', claim: 'sub' }],
      },
    ],
  });
});

test('whoever has a token passes, whatever the path, and nobody else where no browser asks', () => {
  assert.deepEqual(specOf('AuthorizationPolicy', 'tokens'), {
    targetRefs: target,
    action: 'ALLOW',
    rules: [withToken],
  });
});

test('a preflight needs no token, on routes for other origins alone', () => {
  const plans = [
    tokenPlan({ origins: ['https://example.com'] }),
    tokenPlan({ name: 'api-v2', paths: [{ path: '/v2', service: 'api', port: 8080 }] }),
    tokenPlan({ origins: ['https://example.com'], exact: true, paths: [{ path: '/me', service: 'api', port: 8080 }] }),
  ];
  assert.deepEqual(specOf('AuthorizationPolicy', 'tokens', plans), {
    targetRefs: target,
    action: 'ALLOW',
    rules: [
      withToken,
      {
        to: [
          { operation: { hosts: ['api.example.com'], methods: ['OPTIONS'], paths: ['/v1', '/v1/*'] } },
          { operation: { hosts: ['api.example.com'], methods: ['OPTIONS'], paths: ['/me'] } },
        ],
        when: [
          { key: 'request.headers[origin]', values: ['*'] },
          { key: 'request.headers[access-control-request-method]', values: ['*'] },
        ],
      },
    ],
  });
});

test('without a token the answer is 401, with one that does not do it stays 403', () => {
  const { configPatches } = specOf('EnvoyFilter', 'unauthorized') as { configPatches: { patch: { value: unknown } }[] };
  assert.partialDeepStrictEqual(configPatches[0]?.patch.value, {
    typed_config: {
      local_reply_config: {
        mappers: [
          {
            filter: {
              and_filter: {
                filters: [
                  { status_code_filter: { comparison: { op: 'EQ', value: { default_value: 403 } } } },
                  { header_filter: { header: { name: 'authorization', present_match: true, invert_match: true } } },
                ],
              },
            },
            status_code: 401,
            headers_to_add: [{ header: { key: 'WWW-Authenticate', value: 'Bearer' } }],
          },
        ],
      },
    },
  });
});

test('routes with different tokens are refused: each would take the other', () => {
  const other = tokenPlan({ name: 'staff', tokens: { ...exampleTokens, audiences: ['staff'] } });
  assert.throws(() => tokenPolicies([tokenPlan(), examplePlan(), other], {}), /api-v1 and staff want different tokens/);
});
