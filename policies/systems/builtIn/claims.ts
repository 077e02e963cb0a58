import type { Built } from '../../../generators/model/rule.ts';
import { type Field, fieldsIn } from '../../kubernetes/fields.ts';
import { at } from '../../kubernetes/reading.ts';

const path = ['spec', 'volumeClaimTemplates'];

/** The sizes of the volumes that a StatefulSet claims for each pod. */
export const claimSizes = fieldsIn(`${path.join('.')}[].spec.resources.requests.storage`);

/** All else of those claims, which nobody can change. A size can be made larger by hand. */
export function claimsWithoutSizes({ resource }: Built): Field {
  const claims = at(resource, path);
  const text =
    claims === undefined ? undefined : JSON.stringify(claims, (key, value) => (key === 'storage' ? undefined : value));
  return { field: path.join('.'), value: text === undefined ? undefined : JSON.parse(text) };
}
