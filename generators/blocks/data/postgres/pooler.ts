import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { type Resource, resource } from '../../../model/resource.ts';
import { formatCpu, milliCpu } from '../../quantity.ts';
import { spreadOf } from '../../workload/spread.ts';
import { metadataOf } from '../shared/system.ts';
import { type PoolerType, poolerLabels, poolerName, poolers } from './names.ts';
import type { PostgresSystem } from './system.ts';
import type { Pooler } from './types.ts';

/**
 * PgBouncer between apps and the database, for reads and writes and for reads alone, with a budget each. None of a
 * database that apps call themselves.
 */
export function postgresPoolers(system: PostgresSystem): Resource[] {
  const image = system.images.pooler;
  if (image === undefined) return [];
  return Object.values(poolers).flatMap((type) => [pooler(system, type, image), budget(system, type)]);
}

/**
 * Transaction mode lends a connection of the server for a transaction at a time, so that a thousand idle pods hold
 * none; prepared statements work all the same. A single instance is its own replica: `ro` would find none.
 * https://cloudnative-pg.io/documentation/current/connection_pooling/ · https://www.pgbouncer.org/config.html
 */
function pooler(system: PostgresSystem, type: PoolerType, image: string): Resource {
  const { name, settings, instances, priorityClassName } = system;
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
          default_pool_size: String(serverConnections(settings.connections, instances)),
          max_client_conn: String(clients),
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
                requests: { cpu: formatCpu(milliCpu(resources.cpu)), memory: resources.memory },
                limits: { cpu: formatCpu(Math.max(1000, milliCpu(resources.cpu))), memory: resources.memory },
              },
            },
          ],
        },
      },
    },
  });
}

/**
 * Connections to the server that one pooler pod may open: all pods of a pooler, one more while it rolls out, together
 * take four fifths of what the server allows, so that migrations, the operator and people still get in. With a single
 * instance both poolers end at it, and share that.
 */
export function serverConnections(connections: number, pods: number): number {
  const poolersAtOneServer = pods === 1 ? Object.keys(poolers).length : 1;
  return Math.max(1, Math.floor((connections * 0.8) / ((pods + 1) * poolersAtOneServer)));
}

/** CloudNativePG makes no budget for poolers. */
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
