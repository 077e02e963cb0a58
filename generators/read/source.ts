import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../model/finding.ts';
import type { Position } from '../model/position.ts';
import { error, startOfFile, unreadable } from './error.ts';
import { lines } from './lines.ts';
import { linked } from './linked.ts';
import { onOneLine, quote, show } from './show.ts';

/** The largest size of a settings file in bytes: twice what a thousand clusters in one environment need. */
export const mostBytes = 4 * 1024 * 1024;

/** The text of a settings file, fit for a YAML parser: valid UTF-8 without byte order mark or control characters. */
export interface Source {
  /** Path from the repository root. */
  readonly file: string;
  readonly text: string;
  /** The line and column of an offset in `text`. */
  position(offset: number): Position;
}

/** The content at a path: text, a finding about it, or nothing. */
export type SourceResult = { readonly source: Source } | { readonly finding: Finding } | { readonly missing: true };

/** Reads a settings file. Never throws, whatever is on the disk. */
export function readSource(root: string, file: string): SourceResult {
  try {
    const link = linked(root, file);
    if (link) return { finding: link };
    const stat = statSync(join(root, file));
    if (!stat.isFile()) {
      return {
        finding: error('not-a-file', startOfFile(file), `${quote(file)} is not a file.`, 'Put a YAML file there.'),
      };
    }
    if (stat.size > mostBytes) return { finding: tooLarge(file, stat.size) };
    return decode(file, readFileSync(join(root, file)));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return { missing: true };
    return { finding: unreadable(file, cause) };
  }
}

/** Turns bytes into text. The byte order mark that some editors write is dropped and counts as no column. */
export function decode(file: string, bytes: Uint8Array): SourceResult {
  if (bytes.length > mostBytes) return { finding: tooLarge(file, bytes.length) };
  const text = new TextDecoder('utf-8').decode(bytes);
  const position = lines(onOneLine(file), text);
  if (!isUtf8(bytes)) return { finding: notUtf8(bytes, text, position) };
  const control = unprintable.exec(text);
  if (control) {
    return {
      finding: error(
        'control-character',
        position(control.index),
        `The character ${show(control[0])} is not allowed in YAML: some parsers reject it, others read it as a line break.`,
        'Delete the character, or write it as an escape in double quotes.',
      ),
    };
  }
  return { source: { file, text, position } };
}

/** Characters that YAML 1.2 forbids (production c-printable), and those that only YAML 1.1 reads as a line break. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const unprintable = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\u2028\u2029\uFEFF\uFFFE\uFFFF]|\r(?!\n)/;

function tooLarge(file: string, size: number): Finding {
  const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
  return error(
    'file-too-large',
    startOfFile(file),
    `The file has ${megabytes(size)}; settings have at most ${megabytes(mostBytes)}.`,
    'Check that it is the right file, or split the environment.',
  );
}

/**
 * The finding about the first invalid byte. The decoder writes U+FFFD for invalid bytes: the first one that the file
 * does not contain itself marks the position.
 */
function notUtf8(bytes: Uint8Array, text: string, position: Source['position']): Finding {
  const spelled = Buffer.from('\uFFFD');
  let offset = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let from = 0;
  let found = text.indexOf('\uFFFD');
  while (found >= 0) {
    offset += Buffer.byteLength(text.slice(from, found));
    if (!spelled.equals(bytes.subarray(offset, offset + 3))) break;
    from = found;
    found = text.indexOf('\uFFFD', found + 1);
  }
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const byte = (bytes[offset] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  return error(
    'not-utf-8',
    position(Math.max(found, 0)),
    wide ? 'The file is UTF-16, not UTF-8.' : `The byte 0x${byte} is not UTF-8.`,
    'Save the file as UTF-8.',
  );
}
