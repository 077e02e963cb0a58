import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleTokens } from '../testing/plan.ts';
import { refusalFilter, verifyFilters, withoutKeys } from './verify.ts';

const [first, second] = verifyFilters(exampleTokens);
const { providers, rules } = second?.typed_config as unknown as {
  readonly providers: Readonly<Record<string, object>>;
  readonly rules: readonly object[];
};

test('every request needs a token, whatever its path', () => {
  assert.deepEqual(rules, [{ match: { prefix: '/' }, requires: { provider_name: 'users' } }]);
  assert.deepEqual(Object.keys(providers), ['users']);
});

test('a token is of the issuer, for the audience, with a subject and an end, and stands in the header alone', () => {
  assert.partialDeepStrictEqual(providers.users, {
    issuer: exampleTokens.issuer,
    audiences: ['shop'],
    subjects: { safe_regex: { regex: '.+' } },
    require_expiration: true,
    from_headers: [{ name: 'Authorization', value_prefix: 'Bearer ' }],
  });
  // https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/filters/http/jwt_authn/v3/config.proto#jwtprovider
  for (const place of ['from_params', 'from_cookies']) assert.ok(!(place in (providers.users ?? {})), place);
});

test('keys are fetched before the first request, anew each minute, and the last ones hold meanwhile', () => {
  assert.partialDeepStrictEqual(providers.users, {
    remote_jwks: {
      http_uri: { uri: exampleTokens.keys, cluster: 'auth', timeout: '2s' },
      cache_duration: '60s',
      async_fetch: { failed_refetch_duration: '1s' },
    },
  });
});

test('a refusal of gRPC is none that reads as yes: its status is set before the answer leaves', () => {
  assert.equal(first, refusalFilter);
  const script = refusalFilter.typed_config as unknown as { default_source_code: { inline_string: string } };
  const text = script.default_source_code.inline_string;
  assert.match(text, /if handle:headers\(\):get\("grpc-status"\) and not \(metadata and metadata\.claims\) then/);
  assert.match(text, /replace\(":status", "401"\)/);
});

test('while there are no keys the answer is 503, which logs nobody out', () => {
  const [mapper] = withoutKeys.mappers;
  assert.equal(mapper?.status_code, 503);
  assert.deepEqual(mapper?.filter.metadata_filter.matcher, {
    filter: 'envoy.filters.http.jwt_authn',
    path: [{ key: 'failure' }, { key: 'message' }],
    value: { string_match: { exact: 'Jwks remote fetch is failed' } },
  });
  assert.equal(mapper?.filter.metadata_filter.match_if_key_not_found, false);
});
