import { poolPrefix } from '../../generators/model/pool.ts';
import { nameOf } from '../../generators/model/resource.ts';
import { type ClusterView, rule, type Violation } from '../../generators/model/rule.ts';
import { callersOf, type WorkloadPods } from '../cluster/calls.ts';
import { serversOf } from '../cluster/facts.ts';
import { isAddressOf, poolsOf } from '../cluster/pools.ts';
import { autoscaler, deployment } from '../example/api.ts';
import { database } from '../example/database.ts';
import { holding, jobAtDatabase, pooler, replacing, straightTo, throughPooler } from '../example/users.ts';
import { withField } from '../example/withField.ts';
import { mostPods } from '../kubernetes/podGroup.ts';
import type { Server, ServerEndpoint, ServerPart } from '../systems/system.ts';

const role = { name: 'users-reports', ensure: 'present', login: true, passwordSecret: { name: 'users-app' } };
const withRole = withField(database, 'spec.managed', { roles: [role] });

const connectionsFit = rule({
  code: 'connections-fit',
  severity: 'error',
  title: 'All pods at their greatest number find a connection: at the pooler, and the poolers at the server.',
  why:
    'Each pod holds its pool, so scaling up, or a roll-out at full load, asks for more connections than the server has: ' +
    'it refuses them, and exactly when there is most to do. ' +
    'https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-MAX-CONNECTIONS',
  fix: 'Lower the pools of the pods or their greatest number, or raise the limit and what the server needs for it.',
  *check(view) {
    for (const server of serversOf(view)) {
      const load: Record<ServerPart, number> = { primary: 0, replicas: 0, any: 0 };
      for (const endpoint of server.endpoints) {
        const demands = demandsAt(view, endpoint, server);
        for (const { undeclared, caller } of demands) {
          if (!undeclared) continue;
          const message = `It may call ${endpoint.pods.name} and does not say how many connections a pod holds: no annotation ${poolPrefix}… names an address there, as pooled(…) of an edge makes it.`;
          yield { object: caller.built, message };
        }
        if (!endpoint.pooled) for (const { part, total } of demands) load[part] += total;
        else {
          yield* atPooler(endpoint, demands);
          load[endpoint.services[0]?.part ?? 'any'] += mostPods(endpoint.pods.replicas) * endpoint.pooled.servers;
        }
      }
      // What may end at any server may all end at the same one.
      const most = Math.max(load.primary, load.replicas) + load.any;
      if (most <= server.limit - server.reserve) continue;
      const message = `Its users may open ${most} connections to one server, which takes ${server.limit} and keeps ${server.reserve} of them for itself.`;
      yield { object: server.built, field: server.field, message };
    }
  },
  passes: [
    { title: 'users of a pooler', objects: throughPooler },
    { title: 'users of the server itself', objects: straightTo('users-rw') },
    {
      title: 'a second account at a pooler that bounds all of them together',
      objects: replacing(
        [...throughPooler, withRole],
        withField(pooler, 'spec.pgbouncer.parameters.max_db_connections', '20'),
      ),
    },
    { title: 'a job, which holds one connection and ends', objects: jobAtDatabase },
    {
      title: 'readers beside a writer, each at servers of their own',
      objects: [
        ...replacing(throughPooler, withField(pooler, 'spec.pgbouncer.parameters.default_pool_size', '21')),
        readers('ro'),
      ],
    },
  ],
  fails: [
    {
      title: 'more pods than the pooler takes connections of',
      objects: replacing(throughPooler, withField(pooler, 'spec.pgbouncer.parameters.max_client_conn', '20')),
    },
    {
      title: 'larger pools than the server has room for',
      objects: replacing(throughPooler, withField(pooler, 'spec.pgbouncer.parameters.default_pool_size', '30')),
    },
    {
      title: 'a second account, for which the pooler has a pool of its own',
      objects: [...throughPooler, withRole],
    },
    {
      title: 'two poolers whose connections end at the same server',
      objects: [
        ...replacing(throughPooler, withField(pooler, 'spec.pgbouncer.parameters.default_pool_size', '29')),
        readers('r'),
      ],
    },
    {
      title: 'more pods than the server itself takes connections of',
      objects: [...straightTo('users-rw'), withField(autoscaler, 'spec.maxReplicas', 15)],
    },
    {
      title: 'a server that takes fewer',
      objects: [
        ...straightTo('users-rw'),
        withField(database, 'spec.postgresql.parameters', { max_connections: '50' }),
      ],
    },
    {
      title: 'pods that do not say what they hold',
      objects: replacing(throughPooler, deployment),
    },
    {
      title: 'a pool of something else',
      objects: replacing(throughPooler, holding('cache.example.com:6379')),
    },
  ],
});

/** A second pooler, which nobody calls, with half as many pods. */
function readers(type: string) {
  const named = withField(withField(pooler, 'metadata.name', 'users-pooler-ro'), 'spec.type', type);
  return withField(named, 'spec.instances', 1);
}

interface Demand {
  readonly caller: WorkloadPods;
  readonly part: ServerPart;
  readonly total: number;
  readonly undeclared: boolean;
}

/** Connections that each caller may hold to an endpoint. A Job without a declaration holds one. */
function demandsAt(view: ClusterView, { pods, services }: ServerEndpoint, { built }: Server): Demand[] {
  const namespace = built.resource.metadata.namespace ?? '';
  const ports = services.map(({ port }) => port);
  return callersOf(view, pods, ports).flatMap((caller): Demand[] => {
    const most = mostPods(caller.replicas);
    const pools = poolsOf(caller.built.resource);
    const found = pools.flatMap((pool) => {
      const service = services.find(({ name, port }) => isAddressOf(pool, name, namespace, port));
      return service ? [{ caller, part: service.part, total: most * pool.size, undeclared: false }] : [];
    });
    if (found.length > 0) return found;
    const ends = ['Job', 'CronJob'].includes(caller.workload.kind);
    return [{ caller, part: 'primary', total: most, undeclared: !ends }];
  });
}

function* atPooler({ pods, pooled }: ServerEndpoint, demands: readonly Demand[]): Iterable<Violation> {
  const total = demands.reduce((sum, one) => sum + one.total, 0);
  const room = (pooled?.clients ?? 0) * pods.replicas.min;
  if (total <= room) return;
  const most = demands.toSorted((a, b) => b.total - a.total)[0]?.caller.built.resource;
  const message = `Its users may open ${total} connections, most of them ${most ? nameOf(most) : ''}; its ${pods.replicas.min} pods take ${room}.`;
  yield { object: pods.built, field: 'spec.pgbouncer.parameters.max_client_conn', message };
}

export default connectionsFit;
