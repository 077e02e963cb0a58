import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { canonicalCpu, milliCpu } from '../../../model/quantity.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import { spreadOf } from '../../workload/spread.ts';
import { metadataOf } from '../shared/system.ts';
import { type PoolerType, poolerLabels, poolerName, poolers } from './names.ts';
import type { PostgresSystem } from './system.ts';
import type { Pooler } from './types.ts';

/**
 * Poolers (PgBouncer) between apps and the database: one for reads and writes, one for reads, each with a
 * PodDisruptionBudget. None if the database declares no image for them.
 */
export function postgresPoolers(system: PostgresSystem): Resource[] {
  const image = system.images.pooler;
  if (image === undefined) return [];
  return Object.values(poolers).flatMap((type) => [pooler(system, type, image), budget(system, type)]);
}

/**
 * One pooler. In transaction mode a client has a connection of the server only during a transaction, so idle pods hold
 * none; prepared statements work as well. With a single instance, reads use the type `r` (any instance), because `ro`
 * selects replicas only.
 * https://cloudnative-pg.io/documentation/current/connection_pooling/ · https://www.pgbouncer.org/config.html
 */
function pooler(system: PostgresSystem, type: PoolerType, image: string): Resource {
  const { name, settings, instances, priorityClassName, accounts } = system;
  const servers = String(serverConnections(settings.connections, instances));
  const { clients, resources } = settings.pool ?? { clients: 1000, resources: { cpu: '200m', memory: '128Mi' } };
  return resource<Pooler>({
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Pooler',
    metadata: metadataOf(system, poolerName(name, type)),
    spec: {
      cluster: { name },
      type: type === 'ro' && instances === 1 ? 'r' : type,
      instances,
      pgbouncer: {
        image,
        paused: false,
        poolMode: 'transaction',
        parameters: {
          default_pool_size: servers,
          max_client_conn: String(clients),
          // Each account has a pool of its own. Together they have no more than one would.
          ...(accounts.length > 0 && { max_db_connections: servers }),
          max_prepared_statements: '200',
        },
      },
      deploymentStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: {
        spec: {
          enableServiceLinks: false,
          priorityClassName,
          topologySpreadConstraints: spreadOf(poolerLabels(name, type), 'pod-template-hash'),
          containers: [
            {
              name: 'pgbouncer',
              resources: {
                requests: { cpu: canonicalCpu(milliCpu(resources.cpu)), memory: resources.memory },
                limits: { cpu: canonicalCpu(Math.max(1000, milliCpu(resources.cpu))), memory: resources.memory },
              },
            },
          ],
        },
      },
    },
  });
}

/**
 * Maximum number of connections to the server of one pooler pod. All pods of a pooler, with those that end during a
 * rollout, together open at most four fifths of the server's connections: twice as many pods as there are. The rest is
 * for migrations, the operator and people.
 * With a single instance both poolers connect to it and share the four fifths.
 */
export function serverConnections(connections: number, pods: number): number {
  const poolersAtOneServer = pods === 1 ? Object.keys(poolers).length : 1;
  return Math.max(1, Math.floor((connections * 0.8) / (pods * 2 * poolersAtOneServer)));
}

/** PodDisruptionBudget of a pooler: CloudNativePG creates none. */
function budget(system: PostgresSystem, type: PoolerType): Resource {
  return resource<IPodDisruptionBudget>({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadataOf(system, poolerName(system.name, type)),
    spec: {
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: poolerLabels(system.name, type) },
    },
  });
}
