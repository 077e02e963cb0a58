import type { Resource } from '../../generators/model/resource.ts';
import type { BuiltCluster } from '../../lab/fleet.ts';
import type { Part, Pods } from './parts.ts';
import { cassandraParts } from './systems/cassandra.ts';
import { elasticParts } from './systems/elastic.ts';
import { gatewayParts } from './systems/gateways.ts';
import { grafanaParts } from './systems/grafana.ts';
import { mongodbParts } from './systems/mongodb.ts';
import { mysqlParts } from './systems/mysql.ts';
import { postgresParts } from './systems/postgres.ts';
import { prometheusParts } from './systems/prometheus.ts';
import { rabbitmqParts } from './systems/rabbitmq.ts';
import { valkeyFlows } from './systems/valkey.ts';
import { type Behind, behindService, workloadPods } from './workloads.ts';

/** The pods, Services and namespaces of a cluster, for questions about its network. */
export interface Landscape extends BuiltCluster {
  /** Every part by its app. Pods of workloads are in the part of their app. */
  readonly parts: ReadonlyMap<string, Part>;
  readonly pods: readonly Pods[];
  /** The backend's own, with their labels. */
  readonly namespaces: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The pods behind a Service: `users-pooler-rw.data` and a port. Empty for one that does not exist. */
  follow(host: string, port: number | string): Behind;
}

const systems = [
  gatewayParts,
  postgresParts,
  rabbitmqParts,
  mysqlParts,
  mongodbParts,
  cassandraParts,
  prometheusParts,
  grafanaParts,
  elasticParts,
];

/** Reads the pods, the systems and the Services out of built objects. */
export function landscapeOf(built: BuiltCluster): Landscape {
  const parts = new Map([...built.objects].map(([app, objects]) => [app, partOf(objects)]));
  const pods = [...parts.values()].flatMap((part) => part.pods);
  const objects = [...built.objects.values()].flat();
  const services = new Map(
    objects
      .filter(({ kind }) => kind === 'Service')
      .map((service) => [`${service.metadata.name}.${service.metadata.namespace}`, service]),
  );
  const byOperators = new Map([...parts.values()].flatMap((part) => Object.entries(part.services)));
  return {
    ...built,
    parts,
    pods,
    namespaces: Object.fromEntries(
      objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => [metadata.name, metadata.labels ?? {}]),
    ),
    follow(host, port) {
      const service = services.get(host);
      if (service) return behindService(service, port, pods);
      const behind = byOperators.get(host);
      return behind === undefined ? [] : [{ pods: behind, port: Number(port) }];
    },
  };
}

function partOf(objects: readonly Resource[]): Part {
  const own = workloadPods(objects);
  const found = systems.flatMap((parts) => parts(objects));
  return {
    pods: [...own, ...found.flatMap(({ pods }) => pods)],
    flows: [...found.flatMap(({ flows }) => flows), ...valkeyFlows(own)],
    services: Object.assign({}, ...found.map(({ services }) => services)),
    callers: found.flatMap(({ callers }) => callers),
  };
}
