import type { TokenCheck } from '../tokens.ts';
import { typed } from './envoy.ts';

/** Name of the server with the keys, among those that Envoy calls. */
export const keysUpstream = 'auth';

const filter = 'envoy.filters.http.jwt_authn';

/**
 * The filters that verify a token. It must have a subject and an end, and is taken from the header alone: an address with
 * a token in it stands in logs. Keys are fetched every minute; while they cannot be fetched, the last ones hold.
 * https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/jwt_authn_filter
 */
export function verifyFilters({ issuer, audiences, keys }: TokenCheck) {
  const users = {
    issuer,
    audiences: [...audiences],
    subjects: { safe_regex: { regex: '.+' } },
    require_expiration: true,
    from_headers: [{ name: 'Authorization', value_prefix: 'Bearer ' }],
    remote_jwks: {
      http_uri: { uri: keys, cluster: keysUpstream, timeout: '2s' },
      cache_duration: '60s',
      async_fetch: { failed_refetch_duration: '1s' },
    },
    payload_in_metadata: 'claims',
    failed_status_in_metadata: 'failure',
  };
  const rules = [{ match: { prefix: '/' }, requires: { provider_name: 'users' } }];
  return [
    refusalFilter,
    {
      name: filter,
      typed_config: typed('filters.http.jwt_authn.v3.JwtAuthentication', { providers: { users }, rules }),
    },
  ];
}

const script = `function envoy_on_response(handle)
  local metadata = handle:streamInfo():dynamicMetadata():get("${filter}")
  if handle:headers():get("grpc-status") and not (metadata and metadata.claims) then
    handle:headers():replace(":status", "401")
  end
end
`;

/**
 * To a request with a content type of gRPC Envoy answers 200, and the refusal is in `grpc-status`: who asks whether a
 * token is right would read that as yes. So a response of gRPC without verified claims has the status 401.
 * https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/other_protocols/grpc
 */
export const refusalFilter = {
  name: 'envoy.filters.http.lua',
  typed_config: typed('filters.http.lua.v3.Lua', { default_source_code: { inline_string: script } }),
};

/** The subject of a verified token: never a header of the request. */
export const verifiedSubject = `%DYNAMIC_METADATA(${filter}:claims:sub)%`;

/** Where there are no keys yet, no caller is at fault: 503 in place of 401, which would log everybody out. */
export const withoutKeys = {
  mappers: [
    {
      filter: {
        metadata_filter: {
          matcher: {
            filter,
            path: [{ key: 'failure' }, { key: 'message' }],
            value: { string_match: { exact: 'Jwks remote fetch is failed' } },
          },
          match_if_key_not_found: false,
        },
      },
      status_code: 503,
    },
  ],
};
