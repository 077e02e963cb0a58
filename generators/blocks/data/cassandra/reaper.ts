import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { type Resource, resource } from '../../../model/resource.ts';
import { containerSecurity, podSecurity } from '../../workload/security.ts';
import { metadataOf } from '../shared/system.ts';
import { imageParts } from './images.ts';
import type { CassandraSystem } from './system.ts';
import type { Reaper } from './types.ts';

/** The service account of the pod that repairs, apart from the nodes': it acts as nobody in the cloud. */
export function reaperServiceAccount(system: CassandraSystem): Resource {
  return resource<IServiceAccount>({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadataOf(system, system.names.reaper),
    automountServiceAccountToken: false,
  });
}

/**
 * Repairs: compares the copies of each row and mends what differs, keyspace after keyspace, incrementally, without
 * anybody asking. Without them deleted rows come back. Its own state is in Cassandra, its way to the nodes the management
 * API. The rest are defaults of the CRD, written out. https://docs.k8ssandra.io/tasks/repair/
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
