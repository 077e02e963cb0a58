import type { Finding } from '../model/finding.ts';
import { error } from './error.ts';
import { show } from './show.ts';
import type { Source } from './source.ts';
import type { Mark } from './tokens.ts';

/** Findings about features of YAML that settings must not use: anchors with their aliases, tags, directives. */
export function unwanted(source: Source, marks: readonly Mark[]): Finding[] {
  const [anchors = [], aliases = [], tags = [], directives = []] = kinds.map((kind) =>
    marks.filter(({ type }) => type === kind),
  );
  const defined = new Map<string, Mark>();
  for (const anchor of anchors) if (!defined.has(name(anchor))) defined.set(name(anchor), anchor);
  const uses = Map.groupBy(aliases, name);
  const unknown = aliases.filter((alias) => !defined.has(name(alias)));
  return [
    ...[...defined.values()].map((anchor) => anchored(source, anchor, uses.get(name(anchor)) ?? [])),
    ...unknown.map((mark) =>
      error(
        'alias',
        source.position(mark.at),
        `${show(mark.source)} is an alias, to an anchor that is not in the file.`,
        'Write the value itself, in quotes if it begins with *.',
      ),
    ),
    ...tags.map((mark) =>
      error(
        'tag',
        source.position(mark.at),
        `${show(mark.source)} is a tag; settings are plain values.`,
        'Delete the tag, and put the value in quotes if it is text.',
      ),
    ),
    ...directives.map((mark) =>
      error(
        'directive',
        source.position(mark.at),
        `${show(mark.source)} is a directive; settings are YAML 1.2 without any.`,
        'Delete the line.',
      ),
    ),
  ];
}

const kinds: readonly Mark['type'][] = ['anchor', 'alias', 'tag', 'directive-line'];

function anchored(source: Source, anchor: Mark, uses: readonly Mark[]): Finding {
  const [first] = uses;
  const used = first
    ? `used ${uses.length === 1 ? 'once' : `${uses.length} times`}, first on line ${source.position(first.at).line}`
    : 'never used';
  return error(
    'anchor',
    source.position(anchor.at),
    `${show(anchor.source)} is an anchor, ${used}: one changed line would change several places.`,
    'Write the values where they are used; what clusters have in common belongs in apps: or data: of the environment.',
  );
}

function name(mark: Mark): string {
  return mark.source.slice(1);
}
