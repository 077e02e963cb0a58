import type { RoutePlan } from '../plan.ts';
import type { Plugin } from './plugin.ts';

/** Methods of a route that names none. By default Kong would also permit TRACE and CONNECT. */
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * Lets web pages of these origins call a route. It answers preflights itself, before a token is asked for. An origin
 * with other characters than letters, digits, `.`, `:`, `/` and `-` would be a regular expression; none has.
 * `kong/plugins/cors/handler.lua` of https://github.com/Kong/kong/tree/3.9.3
 */
export function corsPlugin({ origins, methods: own }: Pick<RoutePlan, 'origins' | 'methods'>): Plugin {
  return {
    plugin: 'cors',
    config: {
      origins: [...origins],
      methods: own.length > 0 ? [...own] : methods,
      exposed_headers: ['Retry-After'],
      credentials: false,
      max_age: 600,
      preflight_continue: false,
    },
  };
}
