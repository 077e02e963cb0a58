import type { ClusterView } from '../../generators/model/rule.ts';
import { once } from '../kubernetes/once.ts';
import { systems } from '../systems/index.ts';
import type { System } from '../systems/system.ts';
import { saidOfAll } from './said.ts';

/** Keys of a Secret; `undefined` where only the cluster knows them. */
export type SecretKeys = ReadonlySet<string> | undefined;

/** Whether something makes this Secret, and the keys it will have. */
export function secretAt(
  view: ClusterView,
  namespace: string,
  name: string,
  of: readonly System[] = systems,
): { readonly keys: SecretKeys } | undefined {
  return known(of)(view).get(`${namespace}/${name}`);
}

/** Where two make one Secret, the system that is asked later knows its keys. */
const known = once((of: readonly System[]) =>
  once((view): ReadonlyMap<string, { readonly keys: SecretKeys }> => {
    const made = saidOfAll(of, 'secrets', view).flatMap(({ built, say }) =>
      Object.entries(say(built)).map(([name, keys]) => {
        const key = `${built.resource.metadata.namespace ?? ''}/${name}`;
        return [key, { keys: keys && new Set(keys) }] as const;
      }),
    );
    return new Map(made);
  }),
);
