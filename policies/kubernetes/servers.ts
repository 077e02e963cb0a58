import type { Built, ClusterView } from '../../generators/model/rule.ts';
import type { Pods } from './podGroup.ts';
import { podsIn } from './pods.ts';
import { at, count, text } from './reading.ts';

/** Which servers of a database a connection may end at. */
export type Part = 'primary' | 'replicas' | 'any';

/** A way in: the pods that are called, and the Services in front of them. */
export interface Door {
  readonly pods: Pods;
  readonly services: readonly { readonly name: string; readonly port: number; readonly part: Part }[];
  /** Of a pooler: connections that each of its pods takes, and those that it makes to the servers. */
  readonly pooled?: { readonly clients: number; readonly servers: number };
}

/** A database that takes a bounded number of connections. */
export interface Server {
  readonly built: Built;
  readonly limit: number;
  /** Field that holds the limit. */
  readonly field: string;
  /** Kept for the operator, metrics and people. */
  readonly reserve: number;
  readonly doors: readonly Door[];
}

/** The databases that bound their connections: PostgreSQL and MySQL. */
export function serversOf(view: ClusterView): readonly Server[] {
  return [
    ...view.ofKind('Cluster', 'postgresql.cnpg.io').map((built) => postgres(view, built)),
    ...view.ofKind('PerconaServerMySQL', 'ps.percona.com').map((built) => mysql(view, built)),
  ];
}

/**
 * Three connections are the superuser's own, and ten more are an allowance for what CloudNativePG itself opens: instance
 * manager, metrics, the poolers' look-up of passwords.
 * https://www.postgresql.org/docs/current/runtime-config-connection.html ·
 * https://cloudnative-pg.io/documentation/current/service_management/
 */
function postgres(view: ClusterView, built: Built): Server {
  const { metadata, spec } = built.resource;
  const parameters = at(spec, ['postgresql', 'parameters']);
  const all = podsIn(view, metadata.namespace ?? '').filter(
    ({ labels, workload }) => !workload && labels['cnpg.io/cluster'] === metadata.name,
  );
  const parts = { rw: 'primary', ro: 'replicas', r: 'any' } as const;
  const services = Object.entries(parts).map(([type, part]) => ({
    name: `${metadata.name}-${type}`,
    port: 5432,
    part,
  }));
  return {
    built,
    limit: whole(at(parameters, ['max_connections']), 100),
    field: 'spec.postgresql.parameters.max_connections',
    reserve: whole(at(parameters, ['superuser_reserved_connections']), 3) + 10,
    doors: all.map((pods) => (pods.built === built ? { pods, services } : pooler(pods, parts))),
  };
}

/** PgBouncer's own defaults: https://www.pgbouncer.org/config.html */
function pooler(pods: Pods, parts: Readonly<Record<string, Part>>): Door {
  const { metadata, spec } = pods.built.resource;
  const parameters = at(spec, ['pgbouncer', 'parameters']);
  return {
    pods,
    services: [{ name: metadata.name, port: 5432, part: parts[text(at(spec, ['type'])) || 'rw'] ?? 'any' }],
    pooled: {
      clients: whole(at(parameters, ['max_client_conn']), 100),
      servers: whole(at(parameters, ['default_pool_size']), 20),
    },
  };
}

/**
 * HAProxy leads port 3306 to the primary and 3307 to the others, and pools nothing. The server keeps one connection for
 * administrators; ten more are an allowance for the operator, monitors and backups.
 * https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html#sysvar_max_connections ·
 * https://docs.percona.com/percona-operator-for-mysql/ps/expose.html
 */
function mysql(view: ClusterView, built: Built): Server {
  const { metadata, spec } = built.resource;
  const given = /^\s*max[_-]connections\s*=\s*(\d+)/m.exec(text(at(spec, ['mysql', 'configuration'])))?.[1];
  const own = podsIn(view, metadata.namespace ?? '').filter((pods) => pods.built === built);
  const single = count(at(spec, ['mysql', 'size']), 1) < 2;
  const name = `${metadata.name}-haproxy`;
  const proxy = own.find((pods) => pods.name === name);
  const services = [
    { name, port: 3306, part: 'primary' as const },
    { name, port: 3307, part: single ? ('any' as const) : ('replicas' as const) },
  ];
  return {
    built,
    limit: whole(given, 151),
    field: 'spec.mysql.configuration',
    reserve: 10,
    doors: proxy ? [{ pods: proxy, services }] : [],
  };
}

/** A whole number, as configuration writes it: digits in a text. */
function whole(value: unknown, otherwise: number): number {
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : count(value, otherwise);
}
