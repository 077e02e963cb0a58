import type { AppId } from '../../../model/appId.ts';
import type { ClusterFacts, Inputs } from '../../../model/inputs.ts';
import { labelsOf } from '../../labels.ts';
import { type Access, accessTo } from './access.ts';
import { type Archive, archiveOf } from './archive.ts';
import type { PostgresSettings } from './settings.ts';

/** Everything the parts of a database are built from, resolved once per render. */
export interface Database {
  readonly app: AppId;
  /** Name of the CloudNativePG resource, of the database in it and of its owner. */
  readonly name: string;
  readonly image: string;
  /** Of a database behind poolers. */
  readonly poolerImage: string | undefined;
  readonly settings: PostgresSettings;
  readonly inputs: Inputs;
  readonly labels: Readonly<Record<string, string>>;
  /** Its own archive, which it writes. */
  readonly own: Store | undefined;
  /** The archive of the copy that it follows, or followed. */
  readonly source: Store | undefined;
}

/** An archive as one cluster uses it: an ObjectStore. */
export interface Store {
  readonly name: string;
  readonly archive: Archive;
  readonly access: Access;
}

/** A database as one cluster has it. */
export function databaseOf(
  app: AppId,
  { name, image, poolerImage }: Pick<Database, 'name' | 'image' | 'poolerImage'>,
  inputs: Inputs,
): Database {
  const { cluster, settings, replication } = inputs;
  const store = (called: string, archive: Archive | undefined): Store | undefined => {
    const access = archive && accessTo(archive, cluster, app.name, called);
    return access && { name: called, archive, access };
  };
  return {
    app,
    name,
    image,
    poolerImage,
    settings: settings as PostgresSettings,
    inputs,
    labels: labelsOf(app.name, inputs, app.tier),
    own: store(name, archiveOf(name, { cluster, settings }, inputs)),
    source: store(`${name}-source`, replication && archiveOf(name, replication.source, inputs)),
  };
}

/** The stores of a database, its own first. */
export function storesOf({ own, source }: Database): Store[] {
  return [own, source].filter((store) => store !== undefined);
}

/** Whether the database here replays another cluster's log and takes no writes. */
export function isReplica({ replication, cluster }: Inputs): boolean {
  return replication !== undefined && replication.primary !== cluster.name;
}

/** The Secret with the account that apps use, as CloudNativePG calls it. */
export function accountSecret(database: string): string {
  return `${database}-app`;
}

/**
 * An instance for each zone, three at most: more replicas than that read faster but are no safer. The same number of
 * pods for each pooler.
 */
export function instanceCount({ zones }: Pick<ClusterFacts, 'zones'>): number {
  return Math.min(zones.length, 3);
}
