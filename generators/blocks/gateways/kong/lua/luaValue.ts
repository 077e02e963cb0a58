/** Data that scripts read: text, `true`, and both by their names. */
export type LuaData = string | true | { readonly [name: string]: LuaData };

/**
 * Data as an expression of Lua, a line for each entry. Text becomes a string literal in which all but plain printable
 * characters are written by the number of their byte, so no text ends it:
 * https://www.lua.org/manual/5.1/manual.html#2.1
 */
export function luaValue(data: LuaData, indent = ''): string {
  if (data === true) return 'true';
  if (typeof data === 'string') return literal(data);
  const inner = `${indent}  `;
  const entries = Object.entries(data).map(([name, one]) => `${inner}[${literal(name)}] = ${luaValue(one, inner)},\n`);
  return entries.length === 0 ? '{}' : `{\n${entries.join('')}${indent}}`;
}

function literal(text: string): string {
  const bytes = [...Buffer.from(text, 'utf8')].map((byte) => {
    const isPlain = byte >= 0x20 && byte < 0x7f && byte !== 0x27 && byte !== 0x5c;
    return isPlain ? String.fromCharCode(byte) : `\\${String(byte).padStart(3, '0')}`;
  });
  return `'${bytes.join('')}'`;
}
