import type { Plugin } from './plugin.ts';

/**
 * Verifies signature and expiry of a token, by the key of the consumer whose issuer the token names. A token is read
 * from the header `Authorization` alone: by default also from the query, which logs keep. It asks for a token on
 * OPTIONS too: `cors`, which comes first, has answered preflights by then.
 * `kong/plugins/jwt/handler.lua` of https://github.com/Kong/kong/tree/3.9.3
 */
export const tokenPlugin: Plugin = {
  plugin: 'jwt',
  config: {
    key_claim_name: 'iss',
    claims_to_verify: ['exp'],
    header_names: ['authorization'],
    uri_param_names: [],
    cookie_names: [],
    run_on_preflight: true,
  },
};
