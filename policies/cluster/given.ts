import type { IContainer } from 'kubernetes-models/v1/Container';
import type { ClusterView } from '../../generators/model/rule.ts';
import { entriesAt, list, text } from '../kubernetes/reading.ts';
import { secretAt } from './secrets.ts';

/** Variables that a container takes from a ConfigMap or Secret as a whole. */
export interface Given {
  /** `ConfigMap/api`. */
  readonly from: string;
  /** `undefined` where only the cluster knows them. */
  readonly names: readonly string[] | undefined;
}

/** What each source of a container's `envFrom` gives, in their order: later ones win. */
export function variablesGiven(
  view: ClusterView,
  namespace: string,
  { envFrom }: Pick<IContainer, 'envFrom'>,
): readonly Given[] {
  return list(envFrom).map(({ prefix = '', configMapRef, secretRef }) => {
    const [kind, name] = configMapRef ? ['ConfigMap', text(configMapRef.name)] : ['Secret', text(secretRef?.name)];
    const keys = kind === 'Secret' ? secretAt(view, namespace, name)?.keys : keysOfMap(view, namespace, name);
    return { from: `${kind}/${name}`, names: keys && [...keys].map((key) => `${prefix}${key}`) };
  });
}

function keysOfMap(view: ClusterView, namespace: string, name: string): readonly string[] | undefined {
  const map = view.find('ConfigMap', namespace, name);
  return map && entriesAt(map.resource, ['data']).map(([key]) => key);
}
