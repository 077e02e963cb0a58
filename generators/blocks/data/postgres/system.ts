import type { AppId } from '../../../model/appId.ts';
import type { Inputs } from '../../../model/inputs.ts';
import { accountsOf, type DatabaseAccount } from '../shared/accounts.ts';
import type { ImageName } from '../shared/images.ts';
import { type System, type SystemSpec, systemOf } from '../shared/system.ts';
import { type Access, accessTo } from './access.ts';
import { type Archive, archiveOf } from './archive.ts';
import type { PostgresOwn } from './own.ts';
import { instanceCount } from './placement.ts';
import type { PostgresDefaults, PostgresSettings } from './settings.ts';

/** Images of a PostgreSQL database, each `registry/name:tag@sha256:digest`. */
export interface PostgresImages {
  readonly server: string;
  /**
   * PgBouncer. Without it apps connect to the server directly. Apps that need a session must: for advisory locks,
   * `LISTEN`, or settings of a session.
   */
  readonly pooler?: string;
}

/**
 * Declaration of a PostgreSQL database in the cluster. Its sizes are the default settings. The name of its contract is
 * also that of the CloudNativePG resource, of the database in it and of its owner.
 */
export interface PostgresSpec extends SystemSpec<'postgresql', PostgresImages>, PostgresDefaults, PostgresOwn {}

/** A PostgreSQL database in one cluster, resolved once per render. */
export interface PostgresSystem extends System<PostgresSettings, PostgresImages> {
  /** What its declaration says of it beyond sizes. */
  readonly declared: PostgresOwn;
  /** Accounts beside that of apps. */
  readonly accounts: readonly DatabaseAccount[];
  /** Number of instances, and of the pods of each pooler. */
  readonly instances: number;
  /** The database's own archive, which it writes. */
  readonly own: Store | undefined;
  /** Archive of the copy that this one follows, or followed. */
  readonly source: Store | undefined;
}

/** ObjectStore: an archive as one cluster uses it. */
export interface Store {
  readonly name: string;
  readonly archive: Archive;
  readonly access: Access;
}

/** Resolves a declaration for one cluster. */
export function postgresSystem(app: AppId<never>, spec: PostgresSpec, inputs: Inputs): PostgresSystem {
  const system = systemOf<PostgresSettings, PostgresImages>(app, spec, postgresImageName(app), inputs);
  const { cluster, settings, replication } = inputs;
  const { name } = system;
  const store = (called: string, archive: Archive | undefined): Store | undefined => {
    const access = archive && accessTo(archive, cluster, app.name, called);
    return access && { name: called, archive, access };
  };
  return {
    ...system,
    declared: spec,
    accounts: accountsOf(app, spec.contract),
    instances: instanceCount(cluster),
    own: store(name, archiveOf(name, { cluster, settings }, inputs)),
    source: store(`${name}-source`, replication && archiveOf(name, replication.source, inputs)),
  };
}

/**
 * Gives the name in `images.yaml` of the image of a part. The server's image has the app's own name; all databases
 * share the pooler's.
 */
export function postgresImageName({ name }: Pick<AppId, 'name'>): ImageName {
  return (part) => (part === 'server' ? name : 'pgbouncer');
}

/** Stores of a database, its own first. */
export function storesOf({ own, source }: PostgresSystem): Store[] {
  return [own, source].filter((store) => store !== undefined);
}

/** Whether the database here replays another cluster's log and takes no writes. */
export function isReplica({ replication, cluster }: Inputs): boolean {
  return replication !== undefined && replication.primary !== cluster.name;
}
