import { quantity } from '../../../generators/model/quantity.ts';
import type { Field } from '../../kubernetes/fields.ts';
import type { ChangeStep } from '../system.ts';

/** The volumes of an object that got larger: field, size before, size now. */
export function grown(was: readonly Field[], now: readonly Field[]): readonly (Field & { readonly from: unknown })[] {
  const sizes = new Map(was.map(({ field, value }) => [field, value]));
  return now.flatMap((one) => {
    const from = sizes.get(one.field);
    const isLarger = (quantity(one.value) ?? 0) > (quantity(from) ?? Number.POSITIVE_INFINITY);
    return isLarger ? [{ ...one, from }] : [];
  });
}

/**
 * The claims of a StatefulSet are made once: nobody makes them larger but a person. Its pods and volumes stay while it
 * is made anew. https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims ·
 * https://kubernetes.io/docs/tasks/run-application/delete-stateful-set/
 * @param kept what happens to the StatefulSet until a person has done it
 */
export function byHand(
  { field, from, value }: Field & { readonly from: unknown },
  { namespace, claims, statefulSet, kept }: { namespace: string; claims: string; statefulSet: string; kept: string },
): ChangeStep {
  const message =
    `Its volumes of ${from} are to have ${value}, and no controller makes them larger: ${kept}. After the merge, for each claim: ` +
    `kubectl -n ${namespace} patch pvc ${claims} -p '{"spec":{"resources":{"requests":{"storage":"${value}"}}}}'; then ` +
    `kubectl -n ${namespace} delete statefulset ${statefulSet} --cascade=orphan. Its pods run on, and the StatefulSet is made anew.`;
  return { field, needs: 'a person', message };
}
