import { groupOf, type Resource } from '../../generators/model/resource.ts';

/** A kind with its group, whatever the version: `apps/Deployment`, `/Service`. */
export type Kind = `${string}/${string}`;

/** The kind of an object. */
export function kindOf(resource: Resource): Kind {
  return `${groupOf(resource)}/${resource.kind}`;
}
