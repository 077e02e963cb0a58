import type { TSchema } from 'typebox';
import { listed } from './answers.ts';

/** Why a text is none of those that a schema of a setting takes; undefined: it is one. */
export function unlike(schema: TSchema, value: string): string | undefined {
  const { pattern, title, minLength = 0, maxLength = Infinity, enum: known } = schema as TSchema & Readonly<TextSchema>;
  if (known) return known.includes(value) ? undefined : `is none of ${known.join(', ')}`;
  const fits = pattern === undefined || new RegExp(pattern, 'u').test(value);
  return fits && value.length >= minLength && value.length <= maxLength ? undefined : `is not ${title}`;
}

interface TextSchema {
  pattern?: string;
  title?: string;
  minLength?: number;
  maxLength?: number;
  enum?: readonly string[];
}

/** Why a list has a part that a schema does not take, a part twice, or too few. */
export function unlikeEach(schema: TSchema, value: string, least = 1): string | undefined {
  const parts = listed(value);
  const twice = parts.find((part, index) => parts.indexOf(part) !== index);
  if (parts.length < least) return `has fewer than ${least}`;
  if (twice !== undefined) return `has ${twice} twice`;
  return parts.flatMap((part) => {
    const why = unlike(schema, part);
    return why === undefined ? [] : [`has ${part}, which ${why}`];
  })[0];
}

/** Why a list has a part that there is not, or a part twice. */
export function noneOf(known: readonly string[], value: string): string | undefined {
  return unlikeEach({ enum: known } as unknown as TSchema, value, 0);
}
