import type { ICluster } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Cluster';
import type { IPooler } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Pooler';
import type { Built, ClusterView } from '../../generators/model/rule.ts';
import type { Pods } from './podGroup.ts';
import { at, count, list, text } from './reading.ts';
import { share } from './replicas.ts';
import { type Amounts, amounts, podAmounts, sum } from './requests.ts';
import type { Workload } from './workload.ts';

/**
 * The pods that CloudNativePG makes: instances of databases, and poolers.
 * Their labels: https://cloudnative-pg.io/documentation/current/labels_annotations/
 */
export function postgresPods(view: ClusterView): readonly Pods[] {
  return [
    ...view.ofKind('Cluster', 'postgresql.cnpg.io').map((built) => ofDatabase(view, built)),
    ...view.ofKind('Pooler', 'postgresql.cnpg.io').map(ofPooler),
  ];
}

function ofDatabase(view: ClusterView, built: Built): Pods {
  const { metadata } = built.resource;
  const spec = built.resource.spec as Partial<NonNullable<ICluster['spec']>> | undefined;
  const instances = count(spec?.instances, 1);
  return {
    built,
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    labels: { ...spec?.inheritedMetadata?.labels, 'cnpg.io/cluster': metadata.name, 'cnpg.io/podRole': 'instance' },
    replicas: { min: instances, max: instances, surge: 0 },
    requests: sum([amounts(spec?.resources?.requests), besideInstance(view, built, 'requests')]),
    limits: sum([amounts(spec?.resources?.limits), besideInstance(view, built, 'limits')]),
    priorityClass: spec?.priorityClassName,
  };
}

/**
 * What the Barman plugin's container beside each instance takes: the ObjectStore that the database writes to says it.
 * https://cloudnative-pg.io/plugin-barman-cloud/docs/usage/#configuring-the-plugin-instance-sidecar
 */
function besideInstance(view: ClusterView, { resource }: Built, part: 'requests' | 'limits'): Amounts {
  const plugins = list(at(resource, ['spec', 'plugins']) as object[] | undefined);
  const names = plugins.map((plugin) => text(at(plugin, ['parameters', 'barmanObjectName'])));
  const store = names.map((name) => view.find('ObjectStore', resource.metadata.namespace ?? '', name)).find(Boolean);
  const given = at(store?.resource, ['spec', 'instanceSidecarConfiguration', 'resources', part]);
  return amounts(given as Readonly<Record<string, unknown>> | undefined);
}

function ofPooler(built: Built): Pods {
  const { metadata } = built.resource;
  const spec = built.resource.spec as Partial<NonNullable<IPooler['spec']>> | undefined;
  const instances = count(spec?.instances, 1);
  const pod = (spec?.template?.spec ?? {}) as Workload['pod'];
  return {
    built,
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    labels: {
      ...spec?.template?.metadata?.labels,
      'cnpg.io/cluster': text(at(spec, ['cluster', 'name'])),
      'cnpg.io/podRole': 'pooler',
      'cnpg.io/poolerName': metadata.name,
    },
    replicas: {
      min: instances,
      max: instances,
      surge: share(at(spec, ['deploymentStrategy', 'rollingUpdate', 'maxSurge']), '25%', instances),
    },
    requests: podAmounts(pod, 'requests'),
    limits: podAmounts(pod, 'limits'),
    priorityClass: pod.priorityClassName,
  };
}
