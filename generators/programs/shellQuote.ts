/**
 * An argument quoted for POSIX shells. In single quotes only the quote itself is special: it is written as the end of
 * the quotes, an escaped quote, and a new beginning.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02
 *
 * zx's own quoting is `$'…'`, which dash and the shell of BusyBox do not know or did not for long.
 */
export const shellQuote = (argument: string): string => `'${argument.replaceAll("'", `'\\''`)}'`;
