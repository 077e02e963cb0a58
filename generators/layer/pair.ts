import type { Resource } from '../model/resource.ts';

/** An object of a layer with the same object in the layer below. */
export interface Pair {
  /** `undefined` where the layer below has an equal object, or lacks the object: then it needs no patch. */
  readonly lower: Resource | undefined;
  readonly upper: Resource;
}
