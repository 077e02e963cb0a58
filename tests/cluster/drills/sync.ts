import { isDeepStrictEqual } from 'node:util';
import { keyOf } from '../../../generators/model/resource.ts';
import type { Built } from '../../../generators/model/rule.ts';
import type { KubernetesApi, Ref } from '../../../lab/api/client.ts';
import { applyAll, inSteps, type Refusal } from '../../../lab/apply.ts';
import { isConfirmed } from '../../../policies/kubernetes/confirmed.ts';

/**
 * Brings a cluster from one state to the next as Argo CD does: it applies what has changed and prunes last, except for
 * what waits until a person confirms its removal.
 */
export async function sync(
  api: KubernetesApi,
  before: readonly Built[],
  after: readonly Built[],
): Promise<readonly Refusal[]> {
  const old = new Map(before.map(({ resource }) => [keyOf(resource), resource]));
  const wanted = new Set(after.map(({ resource }) => keyOf(resource)));
  const changed = after.map(({ resource }) => resource).filter((one) => !isDeepStrictEqual(old.get(keyOf(one)), one));
  const refusals: Refusal[] = [];
  for (const step of inSteps(changed)) refusals.push(...(await applyAll(api, step)));
  for (const object of before) {
    if (wanted.has(keyOf(object.resource)) || isConfirmed(object)) continue;
    await api.delete(object.resource as Ref, { propagation: 'Foreground' });
  }
  return refusals;
}
