import type { ClusterView } from '../../generators/model/rule.ts';
import { entries, list, text } from './reading.ts';
import type { ContainerOf, Workload } from './workload.ts';

/** The texts of the files that a container mounts from ConfigMaps. */
export function configFilesOf(view: ClusterView, { namespace, pod }: Workload, { container }: ContainerOf): string[] {
  const mounted = new Set(list(container.volumeMounts).map(({ name }) => name));
  return list(pod.volumes)
    .filter(({ name }) => mounted.has(name))
    .flatMap(({ configMap, projected }) => [configMap, ...list(projected?.sources).map((one) => one.configMap)])
    .flatMap((map) => {
      const found = view.find('ConfigMap', namespace, text(map?.name));
      return entries(found?.resource.data as Record<string, string> | undefined).map(([, content]) => text(content));
    });
}

/** The command and the arguments of a container, as one text. */
export function commandOf({ container: { command, args } }: ContainerOf): string {
  return [command, args].flat().map(text).join(' ');
}
