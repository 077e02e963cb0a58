import type { Cors } from '../cors.ts';
import type { Plugin } from './plugin.ts';

/**
 * Lets web pages of these origins call a route. It answers preflights itself, before a token is asked for. An origin
 * with other characters than letters, digits, `.`, `:`, `/` and `-` would be a regular expression; none has. By default
 * it would permit TRACE and CONNECT too, and every header.
 * `kong/plugins/cors/handler.lua` of https://github.com/Kong/kong/tree/3.9.3
 */
export function corsPlugin({ origins, methods, sent, read, seconds }: Cors): Plugin {
  return {
    plugin: 'cors',
    config: {
      origins: [...origins],
      methods: [...methods],
      headers: [...sent],
      exposed_headers: [...read],
      credentials: false,
      max_age: seconds,
      preflight_continue: false,
    },
  };
}
