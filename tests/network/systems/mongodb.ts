import { neighbours } from '../neighbours.ts';
import { at, calls, listening, type Objects, type Part, type Pods } from '../parts.ts';

const port = 27017;

/**
 * What the Percona Operator for MongoDB runs: members of shards and of config servers, which all reach each other, and
 * routers, which reach all members. The operator reaches both.
 * https://docs.percona.com/percona-operator-for-mongodb/architecture.html; labels: `pkg/naming/labels.go` and
 * `pkg/controller/perconaservermongodb/statefulset.go` of https://github.com/percona/percona-server-mongodb-operator
 */
export function mongodbParts(objects: Objects): Part[] {
  return objects
    .filter(({ kind }) => kind === 'PerconaServerMongoDB')
    .map((object) => {
      const { name, namespace = '' } = object.metadata;
      const pods = (part: string, component: string, set: Pods['labels']): Pods => ({
        name: `${namespace}/${name} ${part}`,
        namespace,
        labels: {
          'app.kubernetes.io/name': 'percona-server-mongodb',
          'app.kubernetes.io/instance': name,
          'app.kubernetes.io/managed-by': 'percona-server-mongodb-operator',
          'app.kubernetes.io/component': component,
          ...set,
        },
        ports: listening({ mongodb: port }),
      });
      const sets = (at<{ name: string }[]>(object, 'spec', 'replsets') ?? []).map((one) => one.name);
      const members = [
        ...sets.map((set) => pods(set, 'mongod', { 'app.kubernetes.io/replset': set })),
        pods('cfg', 'cfg', { 'app.kubernetes.io/replset': 'cfg' }),
      ];
      const routers = pods('routers', 'mongos', {});
      const names = members.map((one) => one.name);
      return {
        pods: [...members, routers],
        callers: names,
        services: { [`${name}-mongos.${namespace}`]: routers.name },
        flows: [
          ...calls([...names, routers.name, neighbours.perconaMongodb.name], names, [port]),
          ...calls([neighbours.perconaMongodb.name], [routers.name], [port]),
        ],
      };
    });
}
