/**
 * Text as a string literal of Lua. All but plain printable characters are written by the number of their byte, so no
 * text ends the literal: https://www.lua.org/manual/5.1/manual.html#2.1
 */
export function luaString(text: string): string {
  const bytes = [...Buffer.from(text, 'utf8')].map((byte) => {
    const isPlain = byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c;
    return isPlain ? String.fromCharCode(byte) : `\\${String(byte).padStart(3, '0')}`;
  });
  return `"${bytes.join('')}"`;
}
