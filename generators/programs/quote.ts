/**
 * An argument as POSIX shells read it back: in single quotes nothing has a meaning but the quote itself, which is left
 * and entered again for it. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02
 *
 * zx's own quoting is `$'…'`, which dash and the shell of BusyBox do not know or did not for long.
 */
export const quote = (argument: string): string => `'${argument.replaceAll("'", `'\\''`)}'`;
