import type { ICluster } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Cluster';
import type { IPooler } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Pooler';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { Built, ClusterView } from '../../../generators/model/rule.ts';
import { barmanContainer, instancePods, poolerPods } from '../../../generators/upstream/cloudNativePg.ts';
import { fixed, type PodGroup, podGroup, rolling } from '../../kubernetes/podGroup.ts';
import { at, count, textAt } from '../../kubernetes/reading.ts';
import { share } from '../../kubernetes/share.ts';
import type { Workload } from '../../kubernetes/workload.ts';
import { pluginStores } from './archive.ts';

type Resources = NonNullable<IContainer['resources']>;

/**
 * The instances of a database, each with the Barman plugin's container beside it: the ObjectStore that the database
 * writes to says what that takes. https://cloudnative-pg.io/documentation/current/labels_annotations/ ·
 * https://cloudnative-pg.io/plugin-barman-cloud/docs/usage/#configuring-the-plugin-instance-sidecar
 */
export function instances(built: Built, view: ClusterView): PodGroup {
  const { metadata } = built.resource;
  const spec = built.resource.spec as Partial<NonNullable<ICluster['spec']>> | undefined;
  const [store] = pluginStores(view, built);
  const sidecar = at(store?.resource, ['spec', 'instanceSidecarConfiguration', 'resources']);
  return podGroup(built, {
    name: metadata.name,
    labels: { ...spec?.inheritedMetadata?.labels, ...instancePods(metadata.name) },
    replicas: fixed(count(spec?.instances, 1)),
    pod: {
      containers: [
        { name: 'postgres', resources: (spec?.resources ?? {}) as Resources },
        { name: barmanContainer, resources: (sidecar ?? {}) as Resources },
      ],
    },
    priorityClass: spec?.priorityClassName,
  });
}

/** The pods of a pooler, as its template describes them. */
export function podsOfPooler(built: Built): PodGroup {
  const { metadata } = built.resource;
  const spec = built.resource.spec as Partial<NonNullable<IPooler['spec']>> | undefined;
  const instances = count(spec?.instances, 1);
  const pod = (spec?.template?.spec ?? {}) as Workload['pod'];
  const surge = share(at(spec, ['deploymentStrategy', 'rollingUpdate', 'maxSurge']), '25%', instances);
  return podGroup(built, {
    name: metadata.name,
    labels: {
      ...spec?.template?.metadata?.labels,
      ...poolerPods(textAt(spec, ['cluster', 'name']), metadata.name),
    },
    replicas: rolling({ min: instances, max: instances, surge }, pod),
    pod,
    priorityClass: pod.priorityClassName,
  });
}
