import type { Built, ClusterView } from '../../../generators/model/rule.ts';
import { listAt, textAt } from '../../kubernetes/reading.ts';

/**
 * The ObjectStores that a database reaches by its plugins.
 * @param isMeant which of its plugins count. Default: all
 */
export function pluginStores(
  view: ClusterView,
  { resource }: Built,
  isMeant: (plugin: object) => boolean = () => true,
): readonly Built[] {
  return listAt(resource, ['spec', 'plugins'])
    .filter(isMeant)
    .flatMap((plugin) => {
      const name = textAt(plugin, ['parameters', 'barmanObjectName']);
      return view.find('ObjectStore', resource.metadata.namespace ?? '', name) ?? [];
    });
}
