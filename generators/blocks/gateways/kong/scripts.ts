import { readFileSync } from 'node:fs';
import { luaValue } from './lua/luaValue.ts';
import type { Plugin } from './plugin.ts';
import type { RouteRules } from './rules.ts';

/**
 * The two scripts around all other plugins. Kong 3.9 verifies signature and expiry of a token, but not for whom it is,
 * and a route whose KongPlugin is missing works without it. So the first script, before all plugins, removes the header
 * of the user's id, refuses tokens for somebody else and sets the header; the last one lets on what is open and what has
 * a verified token, which is the one that the first script has read. Whichever of them or of the plugins is missing,
 * routes with tokens are closed. Priorities: 1000000 and -1000, `kong/plugins/{pre,post}-function/handler.lua` of
 * https://github.com/Kong/kong/tree/3.9.3
 */
export function scripts(rules: RouteRules): Readonly<Record<'identity' | 'guard', Plugin>> {
  return {
    identity: { plugin: 'pre-function', config: { access: [script(rules, 'identity.lua')] } },
    guard: { plugin: 'post-function', config: { access: [script(rules, 'guard.lua')] } },
  };
}

/** The modules that scripts load: they must be permitted, or a script answers 500 to every request. */
export const scriptModules = ['cjson.safe'] as const;

const read = (file: string) => readFileSync(new URL(`lua/${file}`, import.meta.url), 'utf8');
const lua = {
  'route.lua': read('route.lua'),
  'identity.lua': read('identity.lua'),
  'guard.lua': read('guard.lua'),
} as const;

/** The rules are data in the text of a script. */
function script(rules: RouteRules, file: 'identity.lua' | 'guard.lua'): string {
  return [`local rules = ${luaValue({ ...rules })}\n`, lua['route.lua'], lua[file]].join('\n');
}
