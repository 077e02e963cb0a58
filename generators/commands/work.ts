import { type KeptResults, withKept } from '../kept/keptResults.ts';
import { loadModel } from '../pipeline.ts';
import type { Model } from '../plan/model.ts';

/** What commands share that run one after the other on one tree. */
export interface Work {
  readonly kept: KeptResults;
  /** The model of the tree as it was when it was asked for first. */
  model(): Promise<Model>;
}

/**
 * Works with what is kept of a tree, and with its model, which is read once.
 * @param shared that of the caller, which runs several commands. Default: a new one
 */
export function withWork<T>(root: string, body: (work: Work) => Promise<T>, shared?: Work): Promise<T> {
  if (shared) return body(shared);
  return withKept(root, (kept) => {
    let model: Promise<Model> | undefined;
    return body({
      kept,
      model() {
        model ??= loadModel(root, kept);
        return model;
      },
    });
  });
}
