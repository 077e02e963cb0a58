import type { IDatabase } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Database';
import { type Resource, resource } from '../../../model/resource.ts';
import { confirmRemoval } from '../../platform/confirm.ts';
import { metadataOf } from '../shared/system.ts';
import { isReplica, type PostgresSystem } from './system.ts';

/**
 * The database as CloudNativePG keeps it, with its extensions: it creates those that are missing, and never takes the
 * database away. Not of a copy, which has what the primary has. Absent without extensions.
 * https://cloudnative-pg.io/documentation/current/declarative_database_management/
 */
export function postgresExtensions(system: PostgresSystem): Resource[] {
  const { name, inputs, declared } = system;
  const { extensions = [] } = declared;
  if (extensions.length === 0 || isReplica(inputs)) return [];
  return [
    resource<IDatabase>({
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Database',
      metadata: { ...metadataOf(system, name), annotations: confirmRemoval },
      spec: {
        cluster: { name },
        name,
        owner: name,
        ensure: 'present',
        databaseReclaimPolicy: 'retain',
        extensions: extensions.map((one) => ({ name: one, ensure: 'present' as const })),
      },
    }),
  ];
}
