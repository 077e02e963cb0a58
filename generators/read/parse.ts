import { Composer, type Document } from 'yaml';
import type { Finding } from '../model/finding.ts';
import { error } from './error.ts';
import type { Source } from './source.ts';
import { syntaxErrors } from './syntax.ts';
import { deepest, mostTokens, type Tokens, tokenize } from './tokens.ts';
import { tree } from './tree.ts';
import { unwanted } from './unwanted.ts';
import type { Written } from './written.ts';

/** The values of a file, as far as it can be parsed, and findings about its syntax. */
export interface Parsed {
  /** Absent when the file is not a YAML document or is empty: then there is a finding. */
  readonly root?: Written;
  readonly findings: readonly Finding[];
}

/**
 * Parses text into values with positions. Settings must mean the same to every parser, so only plain data is allowed:
 * one document, text keys, no anchors, aliases or merge keys (one changed line would change several clusters), no tags
 * or directives, and no unquoted scalar that YAML 1.1 and 1.2 read differently.
 */
export function parse(source: Source): Parsed {
  const tokens = tokenize(source.text);
  if (tokens.excess) return { findings: [exceeds[tokens.excess.of](source, tokens.excess.at)] };
  const marks = unwanted(source, tokens.marks);
  const [document, second] = compose(tokens, source.text.length);
  const errors = [document, second]
    .flatMap((one) => one?.errors ?? [])
    .filter((one) => !/directives-end/.test(one.message));
  if (errors.length > 0) {
    const findings = syntaxErrors(source, errors, tokens.marks);
    const lines = new Set(findings.map(({ at }) => at?.line));
    return { findings: [...findings, ...marks.filter(({ at }) => !lines.has(at?.line))] };
  }
  const findings = second ? [...marks, severalDocuments(source, second)] : marks;
  if (!document?.contents) return { findings: [...findings, empty(source)] };
  const { root, findings: found } = tree(source, document.contents);
  // A lone "---" or "~".
  if (root.kind === 'scalar' && root.value === null && !root.broken) return { findings: [...findings, empty(source)] };
  return { root, findings: [...findings, ...found] };
}

/** The first two documents of a file; the second is read only to report it. */
function compose({ tokens }: Tokens, length: number): (Document.Parsed | undefined)[] {
  // `tree` finds duplicate keys: the composer's own check compares every key with every other.
  const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, logLevel: 'silent' });
  // Errors without stack traces: a file may have half a million, and nobody reads them.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return composer.compose(tokens, true, length).take(2).toArray();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** The finding about each limit of {@link tokenize}. */
const exceeds = {
  depth: (source: Source, offset: number) =>
    error(
      'too-deep',
      source.position(offset),
      `Values nest more than ${deepest} deep.`,
      'Settings need fewer than ten levels: look for an unclosed bracket or indentation that only grows.',
    ),
  tokens: (source: Source, offset: number) =>
    error(
      'too-many-values',
      source.position(offset),
      `The file has more than ${mostTokens.toLocaleString('en')} keys, values and marks of YAML; nothing from here on was read.`,
      'Check that it is the right file, or split the environment.',
    ),
} satisfies Record<NonNullable<Tokens['excess']>['of'], (source: Source, offset: number) => Finding>;

function severalDocuments(source: Source, second: Document.Parsed): Finding {
  return error(
    'several-documents',
    source.position(second.range[0]),
    'A second YAML document begins here; a settings file is one.',
    'Delete the line --- or move what follows to its own file.',
  );
}

function empty(source: Source): Finding {
  const says = source.text.trim() === '' ? 'The file is empty.' : 'The file holds no settings.';
  const fix = source.file.endsWith('/images.yaml') ? 'Write "images: {}" or delete the file.' : 'Write its settings.';
  return error('empty-file', source.position(0), says, fix);
}
