import { quantity } from '../../generators/model/quantity.ts';
import { keyOf } from '../../generators/model/resource.ts';
import { type Announcement, type Built, rule, type Violation } from '../../generators/model/rule.ts';
import { volumesOf } from '../cluster/facts.ts';
import { besideCopy, copyWith } from '../example/databaseCopy.ts';
import { withField } from '../example/withField.ts';
import type { Field } from '../kubernetes/fields.ts';
import { at, textAt } from '../kubernetes/reading.ts';
import { replicationOf } from '../systems/cloudNativePg/replication.ts';

const primary = copyWith({ primary: 'ohio', source: 'iowa' });
const replica = copyWith({ primary: 'iowa', source: 'iowa' });
const iowa = (copy: typeof primary) => ({ cluster: { name: 'iowa' }, objects: [copy] });
const parameters = (values: Record<string, string>) => withField(replica, 'spec.postgresql.parameters', values);

/**
 * Parameters that a server which replays the log of another must not have lower, with the defaults of CloudNativePG or
 * PostgreSQL: https://www.postgresql.org/docs/current/hot-standby.html#HOT-STANDBY-ADMIN, `pkg/postgres/configuration.go`
 * of cloudnative-pg/cloudnative-pg.
 */
const sensitive: Readonly<Record<string, number>> = {
  max_connections: 100,
  max_worker_processes: 32,
  max_wal_senders: 10,
  max_prepared_transactions: 0,
  max_locks_per_transaction: 64,
};

/** What of a database its copies must not be below. */
interface Size {
  /** The values of `sensitive` parameters; null where it does not set one. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly volumes: readonly Field[];
  readonly major: string;
}

/** The size of each database. */
const databaseSizes: Announcement = {
  name: 'sizes of databases',
  of: (view) =>
    view.ofKind('Cluster', 'postgresql.cnpg.io').map((one) => {
      return [sizeKey(view.environment, view.cluster.name, one), JSON.stringify(sizeOf(one))];
    }),
};

const sizeKey = (environment: string, cluster: string, { resource }: Built) =>
  `${environment}/${cluster} ${keyOf(resource)}`;

const copiesAgree = rule({
  code: 'copies-agree',
  severity: 'error',
  title: 'A copy of a database is as large as the one it follows, and of the same version.',
  why:
    'A server that replays a log pauses where the primary may have more connections, workers or locks than it, and ' +
    'stops when its volume is full; another major version cannot read the log at all. Nobody notices before the ' +
    'failover. https://www.postgresql.org/docs/current/hot-standby.html#HOT-STANDBY-ADMIN',
  fix: 'Set it for the environment, not for one cluster; where it differs, raise it on the copies first, and lower it on the primary first.',
  asks: [databaseSizes],
  *check(view) {
    for (const copy of view.ofKind('Cluster', 'postgresql.cnpg.io')) {
      const { isReplica, source } = replicationOf(copy);
      if (!isReplica) continue;
      const [followed] = view.fleet.announced(databaseSizes, sizeKey(view.environment, source, copy));
      if (followed) yield* smaller(copy, JSON.parse(followed.text) as Size, source);
    }
  },
  passes: [
    { title: 'copies that are alike', objects: [replica, ...besideCopy], beside: iowa(primary) },
    {
      title: 'a copy with more of everything',
      objects: [withField(parameters({ max_connections: '200' }), 'spec.storage.size', '80Gi'), ...besideCopy],
      beside: iowa(primary),
    },
    {
      title: 'a primary that is larger than its copies, which is told of them',
      objects: [withField(primary, 'spec.storage.size', '80Gi'), ...besideCopy],
      beside: iowa(replica),
    },
  ],
  fails: [
    {
      title: 'fewer connections',
      objects: [parameters({ max_connections: '300' }), ...besideCopy],
      beside: iowa(withField(primary, 'spec.postgresql.parameters', { max_connections: '500' })),
    },
    {
      title: 'fewer of what else a standby needs',
      objects: [replica, ...besideCopy],
      beside: iowa(
        withField(primary, 'spec.postgresql.parameters', {
          max_worker_processes: '64',
          max_wal_senders: '20',
          max_prepared_transactions: '10',
          max_locks_per_transaction: '128',
        }),
      ),
    },
    {
      title: 'a smaller volume',
      objects: [withField(replica, 'spec.storage.size', '20Gi'), ...besideCopy],
      beside: iowa(primary),
    },
    {
      title: 'another major version',
      objects: [replica, ...besideCopy],
      beside: iowa(withField(primary, 'spec.imageName', textAt(primary, ['spec', 'imageName']).replace(':18', ':17'))),
    },
  ],
});

function* smaller(object: Built, there: Size, source: string): Generator<Violation> {
  const here = sizeOf(object);
  for (const [name, otherwise] of Object.entries(sensitive)) {
    const [own, followed] = [here, there].map(({ parameters }) => Number(parameters[name] ?? otherwise));
    if (!(Number(own) < Number(followed))) continue;
    const field = `spec.postgresql.parameters[${name}]`;
    yield {
      object,
      field,
      message: `${name} is ${own}, and ${followed} on the one in ${source}, whose log it replays.`,
    };
  }
  for (const { field, value } of there.volumes) {
    const own = here.volumes.find((one) => one.field === field)?.value;
    if (!((quantity(own) ?? 0) < (quantity(value) ?? 0))) continue;
    const message = `Its volume is ${own ?? 'none'}, and ${value} on the one in ${source}, which it is a copy of.`;
    yield { object, field, message };
  }
  if (here.major !== there.major) {
    const message = `It is PostgreSQL ${here.major}, and the one in ${source}, whose log it replays, ${there.major}.`;
    yield { object, field: 'spec.imageName', message };
  }
}

function sizeOf(database: Built): Size {
  const parameterOf = (name: string) => at(database.resource, ['spec', 'postgresql', 'parameters', name]) ?? null;
  return {
    parameters: Object.fromEntries(Object.keys(sensitive).map((name) => [name, parameterOf(name)])),
    volumes: volumesOf(database),
    major: majorOf(database),
  };
}

/** The operator reads the version from the tag: https://cloudnative-pg.io/documentation/current/container_images/ */
function majorOf({ resource }: Built): string {
  return /:(\d+)/.exec(textAt(resource, ['spec', 'imageName']))?.[1] ?? 'of a version that its image does not tell';
}

export default copiesAgree;
