import { Type } from 'typebox';

/**
 * Parameters of PostgreSQL that a declaration may set: how it writes, plans, vacuums, waits and logs. The others are the
 * operator's own, follow from the size of an instance, or would take back what docs/data.md promises, such as `fsync` and
 * `synchronous_commit`. https://cloudnative-pg.io/documentation/current/postgresql_conf/
 */
export const ownParameters = [
  'autovacuum_analyze_scale_factor',
  'autovacuum_max_workers',
  'autovacuum_naptime',
  'autovacuum_vacuum_cost_delay',
  'autovacuum_vacuum_cost_limit',
  'autovacuum_vacuum_insert_scale_factor',
  'autovacuum_vacuum_scale_factor',
  'checkpoint_completion_target',
  'checkpoint_timeout',
  'deadlock_timeout',
  'default_statistics_target',
  'default_text_search_config',
  'default_toast_compression',
  'effective_io_concurrency',
  'idle_in_transaction_session_timeout',
  'jit',
  'lock_timeout',
  'log_autovacuum_min_duration',
  'log_lock_waits',
  'log_min_duration_statement',
  'log_temp_files',
  'max_parallel_maintenance_workers',
  'max_parallel_workers',
  'max_parallel_workers_per_gather',
  'max_wal_size',
  'max_worker_processes',
  'min_wal_size',
  'random_page_cost',
  'statement_timeout',
  'track_activity_query_size',
  'track_functions',
  'track_io_timing',
  'wal_buffers',
  'wal_compression',
] as const;

/** The name of such a parameter, or of one of an extension: `pg_stat_statements.track`. */
export type OwnParameter = (typeof ownParameters)[number] | `${string}.${string}`;

/** What a program needs of its database beyond a database. All of it is a fact of the code: copies must have the same. */
export interface PostgresOwn {
  /** Extensions that the operator creates in the database. The image must have them. */
  readonly extensions?: readonly string[];
  /** Libraries that the server loads when it starts, such as `vchord.so`. A change restarts the instances. */
  readonly preload?: readonly string[];
  /** Collation and character classes of a database that is created: it is read once. Default: C. */
  readonly locale?: string;
  readonly parameters?: Readonly<Partial<Record<OwnParameter, string>>>;
}

const ofExtension = '[a-z_][a-z0-9_]{0,62}\\.[a-z_][a-z0-9_.]{0,62}';

/** Schema of that part of a declaration. */
export const PostgresOwnSchema = Type.Object({
  extensions: Type.Optional(
    Type.Array(Type.String({ pattern: '^[a-z_][-a-z0-9_]{0,62}$', title: 'the name of an extension' }), {
      uniqueItems: true,
    }),
  ),
  preload: Type.Optional(
    Type.Array(Type.String({ pattern: '^[$A-Za-z_][-$/A-Za-z0-9_.]{0,62}$', title: 'the name of a library' }), {
      uniqueItems: true,
    }),
  ),
  locale: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z_]+(\\.[A-Za-z0-9-]+)?$',
      title: 'a locale of the image, such as C or en_US.UTF-8',
    }),
  ),
  parameters: Type.Optional(
    Type.Record(
      Type.String({ pattern: `^(${ownParameters.join('|')}|${ofExtension})$` }),
      Type.String({ pattern: "^[^\\n'\\\\]{1,200}$", title: 'a value in one line' }),
      { additionalProperties: false, title: 'parameters that a declaration may set' },
    ),
  ),
});
