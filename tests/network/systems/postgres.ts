import {
  instancePods,
  instanceRoleLabel,
  poolerLabel,
  poolerPods,
  poolerPorts,
  postgresPorts,
  setupPods,
} from '../../../generators/upstream/cloudNativePg.ts';
import { neighbours, prometheusPods } from '../neighbours.ts';
import { at, calls, listening, type Objects, type Part, type Pods } from '../parts.ts';

/**
 * What CloudNativePG runs: instances; the pods of jobs that set instances up; and poolers. All pods of a database reach
 * each other, and the operator reaches them: https://cloudnative-pg.io/documentation/current/networking/
 */
export function postgresParts(objects: Objects): Part[] {
  const poolers = objects.filter(({ kind }) => kind === 'Pooler');
  return objects
    .filter(({ kind, apiVersion }) => kind === 'Cluster' && apiVersion.startsWith('postgresql.cnpg.io/'))
    .map(({ metadata: { name, namespace = '' } }) => {
      const instances: Pods = {
        name: `${namespace}/${name} instances`,
        namespace,
        labels: { ...instancePods(name), [instanceRoleLabel]: 'primary' },
        ports: listening(postgresPorts),
      };
      const setup: Pods = {
        name: `${namespace}/${name} setup`,
        namespace,
        labels: setupPods(name, `${name}-1`, 'join'),
        ports: [],
        like: instances.name,
      };
      const own = poolers.filter((pooler) => at(pooler, 'spec', 'cluster', 'name') === name).map(podsOfPooler);
      const serving = [postgresPorts.postgres, postgresPorts.status];
      return {
        pods: [instances, setup, ...own],
        callers: [instances, setup, ...own].map((pods) => pods.name),
        services: Object.fromEntries([
          ...['rw', 'ro', 'r'].map((type) => [`${name}-${type}.${namespace}`, instances.name]),
          ...own.map((pods) => [`${pods.labels[poolerLabel]}.${namespace}`, pods.name]),
        ]),
        flows: [
          ...calls([instances.name, setup.name, neighbours.cloudNativePg.name], [instances.name], serving),
          ...calls(
            own.map((pods) => pods.name),
            [instances.name],
            [postgresPorts.postgres],
          ),
          ...calls([prometheusPods.name], [instances.name], [postgresPorts.metrics]),
          ...own.flatMap((pods) => calls([prometheusPods.name], [pods.name], [poolerPorts.metrics])),
        ],
      };
    });
}

function podsOfPooler(pooler: Objects[number]): Pods {
  const { name, namespace = '' } = pooler.metadata;
  return {
    name: `${namespace}/${name}`,
    namespace,
    labels: poolerPods(at<string>(pooler, 'spec', 'cluster', 'name') ?? '', name),
    ports: listening(poolerPorts),
  };
}
