import { nameOf } from '../../../generators/model/resource.ts';
import type { Built, ClusterView } from '../../../generators/model/rule.ts';
import { at, listAt, textAt } from '../../kubernetes/reading.ts';
import type { Outside } from '../system.ts';

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

/** The archives that a database writes its log and backups to: https://cloudnative-pg.io/plugin-barman-cloud/docs/parameters/ */
export function archivesWritten(built: Built, view: ClusterView): readonly Outside[] {
  return listAt(built.resource, ['spec', 'plugins']).flatMap((plugin, index) => {
    const isWriter = at(plugin, ['isWALArchiver']) === true && at(plugin, ['enabled']) !== false;
    const place = isWriter ? archiveAt(view, built, plugin) : undefined;
    return place === undefined ? [] : [{ field: `spec.plugins[${index}]`, place, writer: nameOf(built.resource) }];
  });
}

/** The place that a plugin of a database names; `undefined` where its ObjectStore is not there. */
export function archiveAt(view: ClusterView, { resource }: Built, plugin: unknown): string | undefined {
  const { name, namespace = '' } = resource.metadata;
  const store = view.find('ObjectStore', namespace, textAt(plugin, ['parameters', 'barmanObjectName']));
  const configuration = at(store?.resource.spec, ['configuration']);
  const [path, endpoint] = ['destinationPath', 'endpointURL'].map((key) => textAt(configuration, [key]));
  if (!path) return undefined;
  const server = textAt(plugin, ['parameters', 'serverName']) || name;
  return `${path.replace(/\/+$/, '')}/${server}${endpoint ? ` at ${endpoint}` : ''}`;
}
