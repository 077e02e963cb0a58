import type { IPooler } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Pooler';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { canonicalCpu, milliCpu } from '../../../model/quantity.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import { priorityClassName } from '../../workload/pod.ts';
import { spreadOf } from '../../workload/spread.ts';
import { type Database, instanceCount } from './database.ts';

/** How apps use the database, and so which pooler they call. */
export const poolers = { 'read-write': 'rw', 'read-only': 'ro' } as const;
export type PoolerType = (typeof poolers)[keyof typeof poolers];

/** Name of a pooler, of its Service and of its pods' label `cnpg.io/poolerName`. */
export function poolerName(database: string, type: PoolerType): string {
  return `${database}-pooler-${type}`;
}

/** The label by which CloudNativePG selects the pods of one pooler. */
export function poolerLabels(database: string, type: PoolerType): Record<string, string> {
  return { 'cnpg.io/poolerName': poolerName(database, type) };
}

/** Where a pooler pod listens: https://cloudnative-pg.io/documentation/current/connection_pooling/#monitoring */
export const poolerPorts = { postgres: 5432, metrics: 9127 } as const;

/** The image of a pooler is a field of the CRD that the published types do not know. */
interface Pooler extends Omit<IPooler, 'spec'> {
  spec: Omit<NonNullable<IPooler['spec']>, 'pgbouncer'> & {
    pgbouncer: IPooler['spec']['pgbouncer'] & { image: string };
  };
}

/**
 * PgBouncer between apps and the database, for reads and writes and for reads alone, with a budget each. None of a
 * database that apps call themselves.
 */
export function postgresPoolers(database: Database): Resource[] {
  const image = database.poolerImage;
  if (image === undefined) return [];
  return Object.values(poolers).flatMap((type) => [pooler(database, type, image), budget(database, type)]);
}

/**
 * Transaction mode lends a connection of the server for a transaction at a time, so that a thousand idle pods hold
 * none; prepared statements work all the same. A single instance is its own replica: `ro` would find none.
 * https://cloudnative-pg.io/documentation/current/connection_pooling/ · https://www.pgbouncer.org/config.html
 */
function pooler({ app, name, labels, settings, inputs }: Database, type: PoolerType, image: string): Resource {
  const instances = instanceCount(inputs.cluster);
  const { clients, resources } = settings.pool ?? { clients: 1000, resources: { cpu: '200m', memory: '128Mi' } };
  return resource<Pooler>({
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Pooler',
    metadata: { name: poolerName(name, type), namespace: app.tier, labels },
    spec: {
      cluster: { name },
      type: type === 'ro' && instances === 1 ? 'r' : type,
      instances,
      pgbouncer: {
        image,
        paused: false,
        poolMode: 'transaction',
        parameters: {
          default_pool_size: String(poolSize(settings.connections, instances)),
          max_client_conn: String(clients),
          max_prepared_statements: '200',
        },
      },
      deploymentStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: {
        spec: {
          enableServiceLinks: false,
          priorityClassName: priorityClassName(inputs.fleet.name, 'critical'),
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
 * Connections to the server that one pooler pod may open: all pods of a pooler, one more while it rolls out, together
 * take four fifths of what the server allows, so that migrations, the operator and people still get in. With a single
 * instance both poolers end at it, and share that.
 */
export function poolSize(connections: number, pods: number): number {
  const poolersAtOneServer = pods === 1 ? Object.keys(poolers).length : 1;
  return Math.max(1, Math.floor((connections * 0.8) / ((pods + 1) * poolersAtOneServer)));
}

/** CloudNativePG makes no budget for poolers. */
function budget({ app, name, labels }: Database, type: PoolerType): Resource {
  return resource<IPodDisruptionBudget>({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: poolerName(name, type), namespace: app.tier, labels },
    spec: {
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: poolerLabels(name, type) },
    },
  });
}
