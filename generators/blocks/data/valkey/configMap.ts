import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { ClusterFacts } from '../../../model/inputs.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import { quorumMembers } from '../shared/zonePlacement.ts';
import { valkeyConfig } from './config.ts';
import { valkeyScripts } from './scripts.ts';
import type { ValkeySettings } from './settings.ts';
import type { ValkeySystem } from './system.ts';

/** A ConfigMap with its content. */
export interface Files extends Resource {
  readonly data: Readonly<Record<string, string>>;
}

/** The configuration of servers, and the scripts that their containers run. No password: each member adds it. */
export function valkeyConfigMap(
  { app, purpose, labels }: ValkeySystem,
  { resources }: ValkeySettings,
  cluster: ClusterFacts,
): Files {
  return resource<IConfigMap>({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: app.name, namespace: app.tier, labels },
    data: { 'valkey.conf': valkeyConfig(purpose, resources.memory, quorumMembers(cluster)), ...valkeyScripts },
  }) as Files;
}
