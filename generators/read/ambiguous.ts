import type { Finding } from '../model/finding.ts';
import type { Position } from '../model/position.ts';
import { error } from './error.ts';
import type { Meaning, Reading } from './plainScalar.ts';
import { quote, show } from './show.ts';

/** The finding about an unquoted scalar that versions of YAML read differently. */
export function ambiguous(
  at: Position,
  source: string,
  { yaml11, yaml12 }: Exclude<Meaning, { value: unknown }>,
): Finding {
  const plain = [yaml11, yaml12]
    .flatMap((reading) => ('value' in reading && reading.value !== source ? [reading.value] : []))
    .filter((value) => typeof value === 'boolean' || Number.isFinite(value))
    .map(String);
  const choices = [`Write ${quote(source)} in quotes for text`, ...plain];
  return error(
    'ambiguous-scalar',
    at,
    `Unquoted ${show(source)} is ${words(yaml11)} to YAML 1.1 and ${words(yaml12)} to YAML 1.2.`,
    `${choices.join(', or ')}.`,
  );
}

function words(reading: Reading): string {
  if ('words' in reading) return reading.words;
  return typeof reading.value === 'string' ? 'text' : String(reading.value);
}
