import type { IPooler } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Pooler';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { type Resource, resource } from '../../../generators/model/resource.ts';
import { poolerLabel, poolerPods, poolerPorts } from '../../../generators/upstream/cloudNativePg.ts';
import { demandedTrouble, healthOf } from '../health.ts';
import type { LabelMap, Live, Simulated } from '../model.ts';
import { makeService, makeServiceAccount, restrictedSecurityContext } from '../parts.ts';
import { operatorImage, postgresLabels } from './names.ts';

type Pooler = Live<NonNullable<IPooler['spec']> & { readonly pgbouncer?: { readonly image?: string } }>;

/** CloudNativePG for a `Pooler`: `pkg/specs/pgbouncer/deployments.go` and `internal/controller/pooler_status.go`. */
export const simulatedPooler: Simulated<Pooler> = {
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Pooler',
  manager: 'manager',
  makes: (object) => {
    const id = identity(object);
    return [
      { resource: makeServiceAccount(id) },
      { resource: makeService(id, { [poolerLabel]: id.name }, { pgbouncer: poolerPorts.postgres }) },
      { resource: deployment(object) },
    ];
  },
  reports: (object, world) => {
    const { namespace = '' } = object.metadata;
    const { labels } = identity(object);
    const database = world.find('Cluster', namespace, object.spec?.cluster.name ?? '');
    const health = healthOf(object, database !== undefined);
    return {
      instances: world.pods(namespace, labels).length,
      image: object.spec?.pgbouncer?.image,
      ...{
        healthy: { phase: 'active' },
        progressing: { phase: 'inactive', phaseReason: `Waiting for cluster ${object.spec?.cluster.name}` },
        degraded: { phase: 'failed', phaseReason: demandedTrouble },
      }[health],
    };
  },
};

function identity({ metadata, spec }: Pooler): { name: string; namespace: string; labels: LabelMap } {
  const database = spec?.cluster.name ?? '';
  return {
    name: metadata.name,
    namespace: metadata.namespace ?? '',
    labels: { ...postgresLabels(database, 'pooler'), ...poolerPods(database, metadata.name) },
  };
}

function deployment(object: Pooler): Resource {
  const { name, namespace, labels } = identity(object);
  const { spec } = object;
  const given = (spec?.template?.spec ?? { containers: [] }) as unknown as IPodSpec;
  const [own] = given.containers.filter((container) => container.name === 'pgbouncer');
  const container: IContainer = {
    ...own,
    name: 'pgbouncer',
    image: own?.image ?? spec?.pgbouncer?.image,
    ports: [
      { name: 'pgbouncer', containerPort: poolerPorts.postgres },
      { name: 'metrics', containerPort: poolerPorts.metrics },
    ],
    securityContext: restrictedSecurityContext,
  };
  return resource<IDeployment>({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels },
    spec: {
      replicas: spec?.instances ?? 1,
      selector: { matchLabels: { [poolerLabel]: name } },
      strategy: spec?.deploymentStrategy as NonNullable<IDeployment['spec']>['strategy'],
      template: {
        metadata: { labels: { ...spec?.template?.metadata?.labels, ...labels } },
        spec: {
          ...given,
          serviceAccountName: name,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 998,
            runAsGroup: 996,
            fsGroup: 996,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          initContainers: [
            {
              name: 'bootstrap-controller',
              image: operatorImage,
              resources: own?.resources,
              securityContext: restrictedSecurityContext,
            },
          ],
          containers: [container, ...given.containers.filter((one) => one.name !== 'pgbouncer')],
        },
      },
    },
  });
}
