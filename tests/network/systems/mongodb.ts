import { mongodbExporterPort } from '../../../generators/blocks/data/mongodb/exporter.ts';
import { configSet, memberPods, mongodbPort, routerPods } from '../../../generators/upstream/perconaMongodb.ts';
import { neighbours, prometheusPods } from '../neighbours.ts';
import { at, calls, listening, type Objects, type Part, type Pods } from '../parts.ts';

/**
 * What the Percona Operator for MongoDB runs: members of shards and of config servers, which all reach each other, and
 * routers, which reach all members. The operator reaches both. Without shards there is one replica set alone.
 * https://docs.percona.com/percona-operator-for-mongodb/architecture.html
 */
export function mongodbParts(objects: Objects): Part[] {
  return objects
    .filter(({ kind }) => kind === 'PerconaServerMongoDB')
    .map((object) => {
      const { name, namespace = '' } = object.metadata;
      const pods = (part: string, labels: Pods['labels'], ports: Readonly<Record<string, number>> = {}): Pods => ({
        name: `${namespace}/${name} ${part}`,
        namespace,
        labels,
        ports: listening({ mongodb: mongodbPort, ...ports }),
      });
      const sets = (at<{ name: string }[]>(object, 'spec', 'replsets') ?? []).map((one) => one.name);
      const isSharded = at<boolean>(object, 'spec', 'sharding', 'enabled') === true;
      const members = [...sets, ...(isSharded ? [configSet] : [])].map((set) =>
        pods(set, memberPods(name, set), { exporter: mongodbExporterPort }),
      );
      const routers = isSharded ? [pods('routers', routerPods(name))] : [];
      const [names, routed] = [members, routers].map((some) => some.map((one) => one.name)) as [string[], string[]];
      const [first = ''] = sets;
      const services = isSharded
        ? Object.fromEntries(routed.map((one) => [`${name}-mongos.${namespace}`, one]))
        : { [`${name}-${first}.${namespace}`]: `${namespace}/${name} ${first}` };
      return {
        pods: [...members, ...routers],
        callers: names,
        services,
        flows: [
          ...calls([...names, ...routed, neighbours.perconaMongodb.name], names, [mongodbPort]),
          ...calls([neighbours.perconaMongodb.name], routed, [mongodbPort]),
          ...calls([prometheusPods.name], names, [mongodbExporterPort]),
        ],
      };
    });
}
