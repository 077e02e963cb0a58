import { identityAnnotations } from '../../blocks/identity.ts';
import { paths } from '../../files/paths.ts';
import { printGenerated } from '../../files/print.ts';
import type { FileSpec } from '../../model/file.ts';
import type { Fleet } from '../../model/fleet.ts';
import type { Values } from '../../model/operator.ts';
import type { Hub } from '../../model/settings/index.ts';
import type { Deployed } from '../deployed.ts';
import { argoCdConfigMap } from './configMap.ts';
import { notifications } from './notifications.ts';
import { parameters } from './parameters.ts';
import { limitedMemory, pods } from './pods.ts';
import { argoPriority } from './priority.ts';
import { rbac } from './rbac.ts';
import { redis } from './redis.ts';
import { sizeOf } from './size.ts';

/** Values of Argo CD's own chart, where the fleet has a hub. */
export function hubFiles({ settings, environments }: Fleet, clusters: readonly Deployed[]): FileSpec[] {
  const { hub } = settings;
  if (!hub) return [];
  const names = environments.filter(({ settings: { synced } }) => synced !== false).map(({ name }) => name);
  const source = 'overlays/fleet.yaml and overlays/*/environment.yaml';
  const content = printGenerated(argoCdValues(hub, names, clusters), source);
  return [{ path: paths.hubValues, content, source }];
}

/**
 * Argo CD for a fleet of this size: highly available where there is more than one cluster, with shards by the number of
 * Applications. Staff log in by the company's identity provider; the built-in `admin` is off. The version of Argo CD is
 * that of the chart.
 * Values: https://github.com/argoproj/argo-helm/blob/main/charts/argo-cd/values.yaml
 */
export function argoCdValues(hub: Hub, environments: readonly string[], clusters: readonly Deployed[]): Values {
  const size = sizeOf(clusters);
  const account = serviceAccount(hub);
  return {
    global: {
      domain: hub.host,
      networkPolicy: { create: true, defaultDenyIngress: true },
      logging: { format: 'json' },
    },
    crds: { install: true, keep: true, annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false' } },
    extraObjects: [argoPriority],
    configs: {
      cm: argoCdConfigMap(hub),
      params: parameters(size),
      rbac: rbac(hub, environments),
    },
    controller: {
      replicas: size.shards,
      ...pods('argocd-application-controller', size, limitedMemory('500m', '2Gi'), 'controller-revision-hash'),
      ...account,
    },
    repoServer: { replicas: size.repoServers, ...pods('argocd-repo-server', size, limitedMemory('250m', '1Gi')) },
    server: { replicas: size.servers, ...pods('argocd-server', size, limitedMemory('100m', '256Mi')), ...account },
    applicationSet: {
      replicas: size.servers,
      ...pods('argocd-applicationset-controller', size, limitedMemory('100m', '512Mi')),
    },
    dex: { enabled: false },
    redisSecretInit: { resources: limitedMemory('10m', '128Mi') },
    ...redis(size, hub.cloud),
    notifications: {
      ...notifications(hub),
      ...(hub.notifications && pods('argocd-notifications-controller', size, limitedMemory('25m', '128Mi'))),
    },
  };
}

/** Service account of the controller and the server, with the cloud identity by which they call clusters. */
function serviceAccount({ cloud, identity }: Hub) {
  const annotations = identity && identityAnnotations('argo-cd', { cloud, identities: { 'argo-cd': identity } });
  if (!annotations) return {};
  return {
    serviceAccount: { annotations },
    ...(cloud === 'azure' && { podLabels: { 'azure.workload.identity/use': 'true' } }),
  };
}
