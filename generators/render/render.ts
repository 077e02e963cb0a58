import { inKustomizeOrder } from '../layer/order.ts';
import type { Linked } from '../link/link.ts';
import { Failure } from '../model/finding.ts';
import { keyOf, type Resource } from '../model/resource.ts';

/** The resources of one app at one level, in the order in which `kustomize build` prints them. */
export function render({ app, inputs }: Linked): readonly Resource[] {
  const resources = app.render(inputs);
  const seen = new Set<string>();
  for (const object of resources) {
    const key = keyOf(object);
    if (seen.has(key)) {
      throw new Failure(
        `${app.source} renders ${key} twice`,
        'Give each object a name of its own: Kustomize refuses two objects of one identity.',
      );
    }
    seen.add(key);
  }
  return inKustomizeOrder(resources);
}
