import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { type Resource, resource } from '../../../model/resource.ts';
import { containerSecurity, podSecurity } from '../../workload/security.ts';
import { metadataOf } from '../shared/system.ts';
import { imageParts } from './images.ts';
import type { CassandraSystem } from './system.ts';
import type { Reaper } from './types.ts';

/** ServiceAccount of Reaper. It is not the nodes' own, so Reaper has no cloud identity. */
export function reaperServiceAccount(system: CassandraSystem): Resource {
  return resource<IServiceAccount>({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadataOf(system, system.names.reaper),
    automountServiceAccountToken: false,
  });
}

/**
 * Reaper: it compares the copies of each row and repairs differences, one keyspace after another, incrementally and on
 * its own schedule. Without repairs, deleted rows can come back. Reaper stores its state in Cassandra and calls the
 * nodes' management API. The other fields are defaults of the CRD, written out. https://docs.k8ssandra.io/tasks/repair/
 */
export function reaper({ names, images }: CassandraSystem): Reaper {
  return {
    containerImage: imageParts(images.reaper),
    ServiceAccountName: names.reaper,
    podSecurityContext: podSecurity({ user: 1000, group: 1000 }),
    securityContext: containerSecurity,
    initContainerSecurityContext: containerSecurity,
    resources: { requests: { cpu: '100m', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } },
    initContainerResources: { requests: { cpu: '100m', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } },
    heapSize: '512Mi',
    autoScheduling: {
      enabled: true,
      repairType: 'AUTO',
      initialDelayPeriod: 'PT15S',
      percentUnrepairedThreshold: 10,
      periodBetweenPolls: 'PT10M',
      scheduleSpreadPeriod: 'PT6H',
      timeBeforeFirstSchedule: 'PT5M',
    },
    deploymentMode: 'PER_DC',
    httpManagement: { enabled: true },
    keyspace: 'reaper_db',
    secretsProvider: 'internal',
    skipSchemaMigration: false,
    storageType: 'cassandra',
  };
}
