import { lastUsed } from '../kept/lastUsed.ts';

/** Those that are in memory, by what computes them: steps look at one cluster after the other. */
const last = lastUsed<object, () => object>(8);

/** Something that is computed when it is asked for, and again where others were asked for meanwhile. */
export const remembered =
  <T extends object>(compute: () => T): (() => T) =>
  () =>
    last(compute, compute) as T;
