import { tokens } from './tokens.ts';

/** The longest type in a message, in characters. */
const longest = 80;

/** A message of TypeScript with long types cut: `'Bindings<…>'`, `'{ … }'`. */
export function shorten(message: string): string {
  return message.replaceAll(/'([^']{81,})'/g, (_, type: string) => {
    const [name = ''] = /^[\w.]+(?=<)/.exec(type) ?? [];
    if (name) return `'${name}<…>'`;
    return type.startsWith('{') ? "'{ … }'" : `'${type.slice(0, longest)}…'`;
  });
}

/** The keys of the first object type that a message writes out, in the order in which they are written. */
export function keysInType(message: string): string[] {
  const start = message.indexOf('{');
  if (start < 0) return [];
  const keys: string[] = [];
  let before = '{';
  let name = '';
  for (const { text, value, depth } of tokens(message, start + 1)) {
    if (depth > 0) continue;
    if (text === ':' && name !== '') keys.push(name);
    name = (text === '?' && name) || (/^(;|\{|readonly)$/.test(before) ? value : '');
    before = text;
  }
  return keys;
}
