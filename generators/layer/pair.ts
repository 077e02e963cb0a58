import type { Resource } from '../model/resource.ts';

/** An object of a layer beside what it is in the layer below. */
export interface Pair {
  /** `undefined` where the layer below has the same object, or has it not at all: then it needs no patch. */
  readonly lower: Resource | undefined;
  readonly upper: Resource;
}
