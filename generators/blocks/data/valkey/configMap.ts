import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { type Resource, resource } from '../../../model/resource.ts';
import { metadataOf } from '../shared/system.ts';
import { valkeyConfig } from './config.ts';
import { valkeyScripts } from './scripts.ts';
import type { ValkeySystem } from './system.ts';

/** ConfigMap whose data can be read, for a checksum. */
export interface ConfigFiles extends Resource {
  readonly data: Readonly<Record<string, string>>;
}

/**
 * ConfigMap with `valkey.conf` and the scripts of the containers. It holds no password: each member adds it at its
 * start.
 */
export function valkeyConfigMap(system: ValkeySystem): ConfigFiles {
  const { purpose, eviction, settings, hosts } = system;
  return resource<IConfigMap>({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadataOf(system),
    data: { 'valkey.conf': valkeyConfig(purpose, settings.resources.memory, hosts.length, eviction), ...valkeyScripts },
  }) as ConfigFiles;
}
