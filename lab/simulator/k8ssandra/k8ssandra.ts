import { cassandraAccounts } from '../../../generators/upstream/k8ssandra.ts';
import { healthOf } from '../health.ts';
import type { Made, Simulated } from '../model.ts';
import { madeUpKeys, makeSecret } from '../parts.ts';
import { type CassandraCluster, datacentersOf } from './cluster.ts';
import { datacenterNodes } from './nodes.ts';
import { reaperObjects } from './reaper.ts';
import { cassandraStatus, hasRun } from './status.ts';

/**
 * K8ssandra's operator, with cass-operator, for a `K8ssandraCluster`. The custom resources that these create for each
 * other (CassandraDatacenter, Reaper and more) are left out: their objects are created directly.
 */
export const simulatedK8ssandra: Simulated<CassandraCluster> = {
  apiVersion: 'k8ssandra.io/v1alpha1',
  kind: 'K8ssandraCluster',
  manager: 'manager',
  makes: (cluster, world) => [
    ...secrets(cluster),
    ...datacentersOf(cluster).flatMap((datacenter) => [
      ...datacenterNodes(cluster, datacenter),
      ...(cluster.spec?.reaper && hasRun(cluster, datacenter, world) ? reaperObjects(cluster, datacenter) : []),
    ]),
  ],
  reports: cassandraStatus,
};

/**
 * Medusa's operator for a `MedusaBackupSchedule`. It takes no backups, and reports the next midnight as the next run.
 */
export const simulatedMedusaSchedule: Simulated = {
  apiVersion: 'medusa.k8ssandra.io/v1alpha1',
  kind: 'MedusaBackupSchedule',
  manager: 'manager',
  reports: (schedule, world) => {
    if (healthOf(schedule, true) !== 'healthy') return undefined;
    const day = 24 * 60 * 60 * 1000;
    const tomorrow = new Date((Math.floor(Date.parse(world.now) / day) + 1) * day);
    return { nextSchedule: tomorrow.toISOString().replace('.000', '') };
  },
};

function secrets({ metadata, spec }: CassandraCluster): readonly Made[] {
  const { name, namespace = '' } = metadata;
  return cassandraAccounts(name, spec).map((account) => {
    const identity = { name: account, namespace, labels: { 'k8ssandra.io/cluster-name': name } };
    const values = { ...madeUpKeys(identity, ['password']), username: identity.name };
    return { resource: makeSecret(identity, values), once: true };
  });
}
