import { neighbours } from '../neighbours.ts';
import { at, calls, listening, type Objects, type Part, type Pods } from '../parts.ts';

/** https://cloudnative-pg.io/documentation/current/security/#exposed-ports */
const instancePorts = { postgres: 5432, status: 8000, metrics: 9187 };
/** https://cloudnative-pg.io/documentation/current/connection_pooling/#monitoring */
const poolerPorts = { pgbouncer: 5432, metrics: 9127 };

/**
 * What CloudNativePG runs: instances; the pods of jobs that set instances up, which carry no `cnpg.io/podRole`
 * (`pkg/specs/jobs.go` of https://github.com/cloudnative-pg/cloudnative-pg); and poolers. All pods of a database reach
 * each other, and the operator reaches them: https://cloudnative-pg.io/documentation/current/networking/
 */
export function postgresParts(objects: Objects): Part[] {
  const poolers = objects.filter(({ kind }) => kind === 'Pooler');
  return objects
    .filter(({ kind, apiVersion }) => kind === 'Cluster' && apiVersion.startsWith('postgresql.cnpg.io/'))
    .map(({ metadata: { name, namespace = '' } }) => {
      const cluster = { 'cnpg.io/cluster': name };
      const instances: Pods = {
        name: `${namespace}/${name} instances`,
        namespace,
        labels: { ...cluster, 'cnpg.io/podRole': 'instance', 'cnpg.io/instanceRole': 'primary' },
        ports: listening(instancePorts),
      };
      const setup: Pods = {
        name: `${namespace}/${name} setup`,
        namespace,
        labels: { ...cluster, 'cnpg.io/instanceName': `${name}-1`, 'cnpg.io/jobRole': 'join' },
        ports: [],
        like: instances.name,
      };
      const own = poolers.filter((pooler) => at(pooler, 'spec', 'cluster', 'name') === name).map(poolerPods);
      const serving = [instancePorts.postgres, instancePorts.status];
      return {
        pods: [instances, setup, ...own],
        callers: [instances, setup, ...own].map((pods) => pods.name),
        services: Object.fromEntries([
          ...['rw', 'ro', 'r'].map((type) => [`${name}-${type}.${namespace}`, instances.name]),
          ...own.map((pods) => [`${pods.labels['cnpg.io/poolerName']}.${namespace}`, pods.name]),
        ]),
        flows: [
          ...calls([instances.name, setup.name, neighbours.cloudNativePg.name], [instances.name], serving),
          ...calls(
            own.map((pods) => pods.name),
            [instances.name],
            [instancePorts.postgres],
          ),
          ...calls([neighbours.prometheus.name], [instances.name], [instancePorts.metrics]),
          ...own.flatMap((pods) => calls([neighbours.prometheus.name], [pods.name], [poolerPorts.metrics])),
        ],
      };
    });
}

function poolerPods(pooler: Objects[number]): Pods {
  const { name, namespace = '' } = pooler.metadata;
  return {
    name: `${namespace}/${name}`,
    namespace,
    labels: {
      'cnpg.io/cluster': at<string>(pooler, 'spec', 'cluster', 'name') ?? '',
      'cnpg.io/podRole': 'pooler',
      'cnpg.io/poolerName': name,
    },
    ports: listening(poolerPorts),
  };
}
