import type { Built } from '../../generators/model/rule.ts';
import { at, count, textAt } from './reading.ts';

/** What decides how many pods a workload has. */
export interface Scaler {
  readonly built: Built;
  readonly namespace: string;
  readonly target: { readonly kind: string; readonly name: string };
  readonly min: number;
  readonly max: number;
  /** Fields that hold the two. */
  readonly fields: { readonly min: string; readonly max: string };
}

/** A field of `spec`, and what holds where it is not set. */
type Bound = readonly [key: string, otherwise: number];

/**
 * A scaler as its object says it.
 * @param defaults kind of the target where none is named, and where the bounds stand
 */
export function scaler(
  built: Built,
  { kind, min, max }: { readonly kind: string; readonly min: Bound; readonly max: Bound },
): Scaler {
  const { metadata, spec } = built.resource;
  const target = at(spec, ['scaleTargetRef']);
  return {
    built,
    namespace: metadata.namespace ?? '',
    target: { kind: textAt(target, ['kind']) || kind, name: textAt(target, ['name']) },
    min: count(at(spec, [min[0]]), min[1]),
    max: count(at(spec, [max[0]]), max[1]),
    fields: { min: `spec.${min[0]}`, max: `spec.${max[0]}` },
  };
}
