/** What a `Cluster` says of where its first database and account come from. */
export interface PostgresStart {
  readonly database?: string | undefined;
  readonly owner?: string | undefined;
  readonly secret?: { readonly name?: string | undefined } | undefined;
}

/** The part of the `spec` of a `Cluster` that decides which Secrets are made. */
export interface PostgresAccess {
  readonly enableSuperuserAccess?: boolean | undefined;
  readonly superuserSecret?: { readonly name?: string | undefined } | undefined;
  readonly replica?: { readonly enabled?: boolean; readonly self?: string; readonly primary?: string } | undefined;
  readonly bootstrap?:
    | {
        readonly initdb?: PostgresStart | undefined;
        readonly recovery?: PostgresStart | undefined;
        readonly pg_basebackup?: PostgresStart | undefined;
      }
    | undefined;
}

/** Name of the Secret with the account of apps: `api/v1/cluster_types.go` of CloudNativePG. */
export function postgresAccount(database: string): string {
  return `${database}-app`;
}

/** Whether a database only replays the log of another: `IsReplica` in `api/v1/cluster_funcs.go`. */
export function isReplicaCluster(database: string, { replica }: PostgresAccess): boolean {
  if (typeof replica?.enabled === 'boolean') return replica.enabled;
  return replica !== undefined && (replica.self || database) !== replica.primary;
}

/** Name of the Secret with the authority of the certificates of servers and poolers, in the key `ca.crt`. */
export function postgresAuthority(database: string): string {
  return `${database}-ca`;
}

/** Secrets with certificates that are made for every database, with their keys: `pkg/certs/certs.go`. */
export function postgresCertificates(database: string): Readonly<Record<string, readonly string[]>> {
  return {
    [postgresAuthority(database)]: ['ca.crt', 'ca.key'],
    [`${database}-server`]: ['tls.crt', 'tls.key'],
    [`${database}-replication`]: ['tls.crt', 'tls.key'],
  };
}

/**
 * Secrets with accounts that are made for a database, with their keys: `pkg/specs/secrets.go`, and when:
 * `internal/controller/cluster_create.go`, `api/v1/cluster_funcs.go`.
 */
export function postgresAccounts(database: string, spec: PostgresAccess): Readonly<Record<string, readonly string[]>> {
  return {
    ...(makesAccount(database, spec) && { [postgresAccount(database)]: keys }),
    ...(spec.enableSuperuserAccess === true && !spec.superuserSecret?.name && { [`${database}-superuser`]: keys }),
  };
}

/** Not for a copy of another database, and not where a Secret is named. A start that says nothing makes one. */
function makesAccount(database: string, spec: PostgresAccess): boolean {
  const { initdb, recovery, pg_basebackup: copy } = spec.bootstrap ?? {};
  const copied = recovery ?? copy;
  if (!copied) return !initdb?.secret?.name;
  return !isReplicaCluster(database, spec) && Boolean(copied.database && copied.owner) && !copied.secret?.name;
}

const keys = [
  'username',
  'user',
  'password',
  'dbname',
  'host',
  'port',
  'pgpass',
  'uri',
  'jdbc-uri',
  'fqdn-uri',
  'fqdn-jdbc-uri',
] as const;
