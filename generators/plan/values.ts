import { isDeepStrictEqual } from 'node:util';
import { isJsonObject } from '../model/json.ts';
import type { Values } from '../model/operator.ts';

/**
 * The values that several sets have in common: maps by key, everything else as a whole. The shared values and the rest
 * by {@link withoutShared}, merged as Helm merges values files (maps by key, a later file wins), are the original set
 * again.
 */
export function sharedValues([first = {}, ...others]: readonly Values[]): Values {
  const shared: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(first)) {
    const members = others.map((other) => other[key]);
    if (members.every((member) => isDeepStrictEqual(member, value))) shared[key] = value;
    else if ([value, ...members].every(isJsonObject)) shared[key] = sharedValues([value, ...members] as Values[]);
  }
  return shared;
}

/** A set of values without what it shares with others. */
export function withoutShared(values: Values, shared: Values): Values {
  const rest: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(values)) {
    if (isDeepStrictEqual(value, shared[key])) continue;
    rest[key] = isJsonObject(value) && isJsonObject(shared[key]) ? withoutShared(value, shared[key]) : value;
  }
  return rest;
}
