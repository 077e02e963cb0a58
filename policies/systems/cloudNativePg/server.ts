import type { Built, ClusterView } from '../../../generators/model/rule.ts';
import { clusterLabel, poolerPorts, postgresPorts } from '../../../generators/upstream/cloudNativePg.ts';
import type { PodGroup } from '../../kubernetes/podGroup.ts';
import { at, listAt, textAt } from '../../kubernetes/reading.ts';
import { wholeNumber } from '../../kubernetes/sizes.ts';
import type { Server, ServerEndpoint, ServerPart } from '../system.ts';

/** Where the Services of a database and of its poolers lead, by their type. */
const parts: Readonly<Record<string, ServerPart>> = { rw: 'primary', ro: 'replicas', r: 'any' };

/**
 * A database with its poolers. Three connections are the superuser's own, and ten more are an allowance for what
 * CloudNativePG itself opens: instance manager, metrics, the poolers' look-up of passwords.
 * https://www.postgresql.org/docs/current/runtime-config-connection.html ·
 * https://cloudnative-pg.io/documentation/current/service_management/
 */
export function postgresServer(built: Built, _: ClusterView, podsOfNamespace: readonly PodGroup[]): Server {
  const { metadata, spec } = built.resource;
  const parameters = at(spec, ['postgresql', 'parameters']);
  const services = Object.entries(parts).map(([type, part]) => ({
    name: `${metadata.name}-${type}`,
    port: postgresPorts.postgres,
    part,
  }));
  const all = podsOfNamespace.filter(({ labels, workload }) => !workload && labels[clusterLabel] === metadata.name);
  return {
    built,
    limit: wholeNumber(at(parameters, ['max_connections']), 100),
    field: 'spec.postgresql.parameters.max_connections',
    reserve: wholeNumber(at(parameters, ['superuser_reserved_connections']), 3) + 10,
    endpoints: all.map((pods) => (pods.built === built ? { pods, services } : pooler(pods, usersOf(built)))),
  };
}

/** Those who may log in: the owner, and roles. */
function usersOf({ resource }: Built): number {
  const roles = listAt(resource, ['spec', 'managed', 'roles']);
  return 1 + roles.filter((role) => at(role, ['login']) === true && at(role, ['ensure']) !== 'absent').length;
}

/**
 * A pool of connections for each user, where nothing bounds them all together. PgBouncer's own defaults:
 * https://www.pgbouncer.org/config.html
 */
function pooler(pods: PodGroup, users: number): ServerEndpoint {
  const { metadata, spec } = pods.built.resource;
  const parameters = at(spec, ['pgbouncer', 'parameters']);
  const each = wholeNumber(at(parameters, ['default_pool_size']), 20);
  const most = wholeNumber(at(parameters, ['max_db_connections']), 0);
  return {
    pods,
    services: [
      { name: metadata.name, port: poolerPorts.postgres, part: parts[textAt(spec, ['type']) || 'rw'] ?? 'any' },
    ],
    pooled: {
      clients: wholeNumber(at(parameters, ['max_client_conn']), 100),
      servers: most === 0 ? each * users : Math.min(most, each * users),
    },
  };
}
