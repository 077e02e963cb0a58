import { createHash } from 'node:crypto';
import type { IAffinity } from 'kubernetes-models/v1/Affinity';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPod } from 'kubernetes-models/v1/Pod';
import { type Resource, resource } from '../../../generators/model/resource.ts';
import {
  barmanContainer,
  barmanPlugin,
  barmanVersion,
  instancePods,
  postgresPorts,
} from '../../../generators/upstream/cloudNativePg.ts';
import type { Live, World } from '../model.ts';
import { restrictedSecurityContext } from '../parts.ts';
import { operatorImage, type PostgresCluster, postgresLabels, roleLabels } from './names.ts';

/** The annotation of a pod with the hash of its template. */
export const templateAnnotation = 'lab.gitops.dev/template';

/**
 * The pod of one instance, without its volumes: `pkg/specs/pods.go` and `pkg/specs/containers.go` of CloudNativePG, and
 * the container that the Barman plugin puts beside it (`internal/cnpgi/operator/lifecycle.go` of plugin-barman-cloud).
 */
export function instancePod(cluster: PostgresCluster, name: string, world: World): Resource {
  const { metadata, spec } = cluster;
  const resources = spec?.resources as IContainer['resources'];
  const pod: IPod['spec'] = {
    hostname: name,
    initContainers: [
      { name: 'bootstrap-controller', image: operatorImage, resources, securityContext: restrictedSecurityContext },
      ...archiver(cluster, world),
    ],
    containers: [
      {
        name: 'postgres',
        image: spec?.imageName,
        resources,
        securityContext: restrictedSecurityContext,
        ports: [
          { name: 'postgresql', containerPort: postgresPorts.postgres },
          { name: 'metrics', containerPort: postgresPorts.metrics },
          { name: 'status', containerPort: postgresPorts.status },
        ],
      },
    ],
    securityContext: {
      seccompProfile: { type: 'RuntimeDefault' },
      runAsUser: spec?.postgresUID ?? 26,
      runAsGroup: spec?.postgresGID ?? 26,
      runAsNonRoot: true,
      fsGroup: spec?.postgresGID ?? 26,
    },
    affinity: affinityOf(cluster),
    tolerations: spec?.affinity?.tolerations as NonNullable<IPod['spec']>['tolerations'],
    nodeSelector: spec?.affinity?.nodeSelector,
    topologySpreadConstraints: spec?.topologySpreadConstraints as NonNullable<
      IPod['spec']
    >['topologySpreadConstraints'],
    serviceAccountName: metadata.name,
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: spec?.stopDelay ?? 1800,
    priorityClassName: spec?.priorityClassName,
  };
  return resource<IPod>({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: metadata.namespace,
      labels: {
        ...spec?.inheritedMetadata?.labels,
        ...postgresLabels(metadata.name, 'database'),
        ...instancePods(metadata.name),
        'cnpg.io/instanceName': name,
        ...roleLabels('replica'),
      },
      annotations: {
        [templateAnnotation]: createHash('sha256')
          .update(JSON.stringify({ ...pod, hostname: '' }))
          .digest('hex')
          .slice(0, 16),
      },
    },
    spec: pod,
  });
}

/** `CreateAffinitySection`: anti-affinity by the key of the spec, and the spec's own rules. */
function affinityOf({ metadata, spec }: PostgresCluster): IAffinity {
  const given = spec?.affinity;
  const term = {
    topologyKey: given?.topologyKey || 'kubernetes.io/hostname',
    labelSelector: {
      matchExpressions: Object.entries(instancePods(metadata.name)).map(([key, value]) => ({
        key,
        operator: 'In',
        values: [value],
      })),
    },
  };
  const more = given?.additionalPodAntiAffinity as IAffinity['podAntiAffinity'];
  const isApart = given?.enablePodAntiAffinity !== false;
  const required = isApart && given?.podAntiAffinityType === 'required' ? [term] : [];
  const preferred =
    isApart && given?.podAntiAffinityType !== 'required' ? [{ weight: 100, podAffinityTerm: term }] : [];
  return {
    nodeAffinity: given?.nodeAffinity as IAffinity['nodeAffinity'],
    podAffinity: given?.additionalPodAffinity as IAffinity['podAffinity'],
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        ...required,
        ...(more?.requiredDuringSchedulingIgnoredDuringExecution ?? []),
      ],
      preferredDuringSchedulingIgnoredDuringExecution: [
        ...preferred,
        ...(more?.preferredDuringSchedulingIgnoredDuringExecution ?? []),
      ],
    },
  };
}

/** The ObjectStores that a database archives in: the plugin creates no instance before they exist. */
export function archiveStores(
  { metadata, spec }: PostgresCluster,
  world: World,
): ReadonlyMap<string, Live | undefined> {
  const stores = (spec?.plugins ?? [])
    .filter(({ enabled, name }) => enabled !== false && name === barmanPlugin)
    .map(({ parameters }) => parameters?.barmanObjectName ?? '');
  return new Map(stores.map((name) => [name, world.find('ObjectStore', metadata.namespace ?? '', name)]));
}

/** Archives and backs up; what it may take, the ObjectStore says. */
function archiver(cluster: PostgresCluster, world: World): IContainer[] {
  return [...archiveStores(cluster, world).values()].map((store) => {
    const spec = store?.spec as Sidecar | undefined;
    return {
      name: barmanContainer,
      image: `ghcr.io/cloudnative-pg/plugin-barman-cloud-sidecar:v${barmanVersion}`,
      restartPolicy: 'Always',
      resources: spec?.instanceSidecarConfiguration?.resources,
      securityContext: restrictedSecurityContext,
    };
  });
}

interface Sidecar {
  readonly instanceSidecarConfiguration?: { readonly resources?: IContainer['resources'] };
}
