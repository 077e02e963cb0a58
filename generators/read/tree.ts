import { isAlias, isMap, isScalar, isSeq, type ParsedNode, Scalar, type YAMLMap } from 'yaml';
import type { Finding } from '../model/finding.ts';
import { ambiguous } from './ambiguous.ts';
import { error } from './error.ts';
import { meaningOf } from './plainScalar.ts';
import { quote, show } from './show.ts';
import type { Source } from './source.ts';
import type { Entry, Written, WrittenMap, WrittenScalar } from './written.ts';

/**
 * Converts composed nodes to values with positions. Recursive, because the tokenizer has limited the nesting. Findings:
 * duplicate keys, keys that are not text, merge keys, scalars that versions of YAML read differently.
 */
export function tree(source: Source, node: ParsedNode): { root: Written; findings: Finding[] } {
  const findings: Finding[] = [];
  return { root: value(node), findings };

  function value(node: ParsedNode): Written {
    const at = node.range[0];
    if (isAlias(node)) return unreadable(at);
    if (isSeq(node)) return { kind: 'list', at, items: (node.items as ParsedNode[]).map(value) };
    if (isMap(node)) return map(node);
    return scalar(node);
  }

  function scalar(node: Scalar.Parsed): WrittenScalar {
    const at = node.range[0];
    const text = node.source;
    if (node.tag !== undefined) return unreadable(at);
    if (node.type !== Scalar.PLAIN) return { kind: 'scalar', at, value: text, source: text, broken: false };
    const meaning = meaningOf(text);
    if ('value' in meaning) return { kind: 'scalar', at, value: meaning.value, source: text, broken: false };
    findings.push(ambiguous(source.position(at), text, meaning));
    return { kind: 'scalar', at, value: text, source: text, broken: true };
  }

  function map(node: YAMLMap.Parsed): WrittenMap {
    const entries = new Map<string, Entry>();
    let partial = false;
    for (const pair of node.items) {
      const key = keyOf(pair.key);
      const written = pair.value ? value(pair.value) : nothing(pair.key.range[1]);
      if (key === undefined) partial = true;
      else if (entries.has(key)) duplicate(key, pair.key.range[0], entries.get(key)?.at ?? 0);
      else entries.set(key, { at: pair.key.range[0], value: written });
    }
    return { kind: 'map', at: node.range[0], entries, partial };
  }

  /** The key as text; `undefined`, and a finding, for one that is not text. */
  function keyOf(node: ParsedNode): string | undefined {
    const at = source.position(node.range[0]);
    if (isScalar(node) && node.tag === undefined) {
      if (node.type !== Scalar.PLAIN) return node.source;
      if (node.source === '<<') {
        findings.push(
          error(
            'merge-key',
            at,
            'The merge key << copies values from elsewhere: one changed line would change several places.',
            'Write the values here; what clusters have in common belongs in apps: or data: of the environment.',
          ),
        );
        return undefined;
      }
      const meaning = meaningOf(node.source);
      if (!('value' in meaning)) {
        findings.push(ambiguous(at, node.source, meaning));
        return undefined;
      }
      if (typeof meaning.value === 'string') return node.source;
    } else if (isAlias(node) || (isScalar(node) && node.tag !== undefined)) {
      return undefined;
    }
    const what = isScalar(node) ? (node.source === '' ? 'missing' : show(node.source)) : 'a list or map';
    findings.push(
      error(
        'key-not-text',
        at,
        `The key is ${what}; keys are text.`,
        isScalar(node) && node.source !== '' ? `Write ${quote(node.source)} in quotes.` : 'Give the value a key.',
      ),
    );
    return undefined;
  }

  function duplicate(key: string, at: number, first: number): void {
    findings.push(
      error(
        'duplicate-key',
        source.position(at),
        `The key ${quote(key)} is already on line ${source.position(first).line}.`,
        'Keep one of the two.',
      ),
    );
  }
}

/** A key without a colon, as in `{ min, max: 3 }`. */
function nothing(at: number): WrittenScalar {
  return { kind: 'scalar', at, value: null, source: '', broken: false };
}

function unreadable(at: number): WrittenScalar {
  return { kind: 'scalar', at, value: null, source: '', broken: true };
}
