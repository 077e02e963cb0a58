import { type Resource, resource } from '../../../model/resource.ts';
import { mysqlVersion } from '../../../upstream/perconaMysql.ts';
import { confirmRemoval } from '../../platform/confirm.ts';
import { zonalStorage } from '../../platform/storageClass.ts';
import { memberPlacement, proxyCount, proxyPlacement } from '../percona/placement.ts';
import {
  bounded,
  claim,
  perconaContainerSecurity as containerSecurityContext,
  guaranteed,
  oneUnavailable,
  perconaPodSecurity as podSecurityContext,
} from '../percona/pod.ts';
import { metadataOf } from '../shared/system.ts';
import { quorumMembers } from '../shared/zonePlacement.ts';
import { mysqlBackup } from './backup.ts';
import { mysqlConfiguration } from './configuration.ts';
import { mysqldExporter } from './exporter.ts';
import type { MysqlSystem } from './system.ts';
import type { PerconaServerMysql } from './types.ts';

/**
 * PerconaServerMySQL: group replication with one primary, and HAProxy in front of it. A commit waits until a majority
 * of servers has it, so the loss of any one of three servers loses no commit. Servers that see no majority stop after
 * five seconds; the operator sets this timeout itself. `upgradeOptions` keep the operator from upgrading anything:
 * images are named here.
 *
 * Sync wave 1: the Secrets that it names exist before it. Otherwise the operator would generate passwords, and replace
 * them a moment later. `unsafeFlags` let the operator run one server or one proxy alone, in clusters of a single zone.
 * https://docs.percona.com/percona-operator-for-mysql/ps/operator.html
 */
export function mysqlCluster(system: MysqlSystem): Resource {
  const { name, names, images, settings, priorityClassName } = system;
  const { cluster } = system.inputs;
  const size = quorumMembers(cluster);
  const proxies = proxyCount(cluster);
  const common = {
    imagePullPolicy: 'IfNotPresent',
    priorityClassName,
    podDisruptionBudget: oneUnavailable,
    podSecurityContext,
    containerSecurityContext,
  } as const;
  return resource<PerconaServerMysql>({
    apiVersion: 'ps.percona.com/v1',
    kind: 'PerconaServerMySQL',
    metadata: {
      ...metadataOf(system, name),
      annotations: { ...confirmRemoval, 'argocd.argoproj.io/sync-wave': '1' },
      finalizers: ['percona.com/delete-mysql-pods-in-order'],
    },
    spec: {
      crVersion: mysqlVersion,
      ...(cluster.cloud === 'local' ? {} : { metadata: { labels: managed } }),
      secretsName: names.users,
      sslSecretName: names.tls,
      updateStrategy: 'SmartUpdate',
      upgradeOptions: { apply: 'disabled' },
      unsafeFlags: { mysqlSize: size < 3, proxySize: proxies < 2 },
      storageScaling: { enableVolumeScaling: true },
      initContainer: {
        image: images.operator,
        containerSecurityContext,
        resources: bounded({ cpu: '100m', memory: '128Mi' }),
      },
      mysql: {
        ...common,
        clusterType: 'group-replication',
        autoRecovery: true,
        bootstrap: { mode: 'auto' },
        image: images.server,
        size,
        gracePeriod: 600,
        ...memberPlacement(cluster, size, names.servers),
        resources: guaranteed(settings.resources),
        configuration: mysqlConfiguration({ ...settings, memory: settings.resources.memory }),
        volumeSpec: claim(zonalStorage, settings.storage),
        sidecars: [mysqldExporter(system)],
      },
      proxy: {
        haproxy: {
          ...common,
          enabled: true,
          image: images.proxy,
          size: proxies,
          gracePeriod: 30,
          ...proxyPlacement(names.proxies),
          resources: bounded(settings.proxy),
          sidecarResources: { 'mysql-monit': bounded({ cpu: '50m', memory: '128Mi' }) },
        },
        router: { enabled: false },
      },
      backup: mysqlBackup(system),
    },
  });
}

/**
 * Label of External Secrets, as one of the labels that the operator sets. Every few seconds the operator removes all
 * labels but its own from the Secret of its users, and External Secrets adds this one again. Since it is among the
 * operator's labels, both leave the Secret as it is. On other objects the label has no effect.
 */
const managed = { 'reconcile.external-secrets.io/managed': 'true' };
