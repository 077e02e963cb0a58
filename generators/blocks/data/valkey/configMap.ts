import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { type Resource, resource } from '../../../model/resource.ts';
import { metadataOf } from '../shared/system.ts';
import { valkeyConfig } from './config.ts';
import { valkeyScripts } from './scripts.ts';
import type { ValkeySystem } from './system.ts';

/** A ConfigMap with its content. */
export interface ConfigFiles extends Resource {
  readonly data: Readonly<Record<string, string>>;
}

/** The configuration of servers, and the scripts that their containers run. No password: each member adds it. */
export function valkeyConfigMap(system: ValkeySystem): ConfigFiles {
  const { purpose, settings, hosts } = system;
  return resource<IConfigMap>({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadataOf(system),
    data: { 'valkey.conf': valkeyConfig(purpose, settings.resources.memory, hosts.length), ...valkeyScripts },
  }) as ConfigFiles;
}
