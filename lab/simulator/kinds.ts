import { objectStore, scheduledBackup } from './cloudnativePg/backups.ts';
import { postgresCluster } from './cloudnativePg/cluster.ts';
import { pooler } from './cloudnativePg/pooler.ts';
import { externalSecret, password } from './externalSecrets/externalSecret.ts';
import { secretStore } from './externalSecrets/store.ts';
import { k8ssandra, medusaSchedule } from './k8ssandra/k8ssandra.ts';
import { scaledObject } from './keda.ts';
import type { Simulated } from './model.ts';
import { mongodb } from './percona/mongodb.ts';
import { mysql } from './percona/mysql.ts';
import { broker } from './rabbitmq/broker.ts';
import { topology } from './rabbitmq/topology.ts';
import { claim } from './volumes.ts';

/** Every kind that the simulator supports. */
export const simulatedKinds: readonly Simulated[] = [
  claim,
  secretStore,
  password,
  externalSecret,
  postgresCluster,
  pooler,
  objectStore,
  scheduledBackup,
  mysql,
  mongodb,
  k8ssandra,
  medusaSchedule,
  broker,
  ...topology,
  scaledObject,
];

/** Kinds of KEDA, which a lab can run for real: simulated only on request. */
export const keda: readonly string[] = [scaledObject.kind];
