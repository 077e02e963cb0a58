import { keyOf } from '../../generators/model/resource.ts';
import type { Built } from '../../generators/model/rule.ts';
import { once } from './once.ts';

/** The objects of a cluster by their identity, whatever their version. The first of two alike. */
export const byIdentity = once((view): ReadonlyMap<string, Built> => {
  const found = new Map<string, Built>();
  for (const built of view.all) {
    const key = keyOf(built.resource);
    if (!found.has(key)) found.set(key, built);
  }
  return found;
});
