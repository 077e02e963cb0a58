import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import type { AppId } from '../../../model/appId.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import { containerSecurity, podSecurity } from '../../workload/security.ts';
import { imageParts } from './images.ts';
import type { Reaper } from './types.ts';

/** Name of what belongs to the pod that repairs. */
export function reaperName(app: AppId): string {
  return `${app.name}-reaper`;
}

/** The service account of the pod that repairs, apart from the nodes': it acts as nobody in the cloud. */
export function reaperServiceAccount(app: AppId, labels: Readonly<Record<string, string>>): Resource {
  return resource<IServiceAccount>({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: reaperName(app), namespace: app.tier, labels },
    automountServiceAccountToken: false,
  });
}

/**
 * Repairs: compares the copies of each row and mends what differs, keyspace after keyspace, incrementally, without
 * anybody asking. Without them deleted rows come back. Its own state is in Cassandra, its way to the nodes the management
 * API. The rest are defaults of the CRD, written out. https://docs.k8ssandra.io/tasks/repair/
 */
export function reaper(app: AppId, image: string): Reaper {
  return {
    containerImage: imageParts(image),
    ServiceAccountName: reaperName(app),
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
