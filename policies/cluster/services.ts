import type { ClusterView } from '../../generators/model/rule.ts';
import { once } from '../kubernetes/once.ts';
import { systems } from '../systems/index.ts';
import type { MadeService, System } from '../systems/system.ts';
import { saidOfAll } from './said.ts';

/** A Service that will be there: an object here, or one that an operator makes. */
export function serviceAt(
  view: ClusterView,
  namespace: string,
  name: string,
  of: readonly System[] = systems,
): MadeService | undefined {
  return known(of)(view).get(`${namespace}/${name}`);
}

const known = once((of: readonly System[]) =>
  once((view): ReadonlyMap<string, MadeService> => {
    const made = saidOfAll(of, 'services', view).flatMap(({ built, say }) =>
      say(built).map((one) => [`${built.resource.metadata.namespace ?? ''}/${one.name}`, one] as const),
    );
    return new Map(made);
  }),
);
