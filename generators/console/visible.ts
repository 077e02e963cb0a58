/**
 * The text with characters that control a terminal, or hide or turn what stands beside them, as `\u{d}`: values from
 * files may hold any character. Tabs and line feeds stay.
 */
export function visible(text: string): string {
  return text.replaceAll(
    /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`,
  );
}
