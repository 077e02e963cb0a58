import type { ClusterFacts, Copy, Inputs } from '../../../model/inputs.ts';
import type { PostgresSettings } from './settings.ts';

/** Archive of a database: its backups and its log (WAL). */
export interface Archive {
  readonly api: 's3' | 'gcs' | 'azure';
  readonly bucket: string;
  /** Azure: the storage account. */
  readonly account?: string;
  /** Folder in the bucket. */
  readonly folder: string;
  /** Address of the folder in the form that Barman takes. */
  readonly destination: string;
  /** Name of the archive in the folder. */
  readonly server: string;
  /** S3: address of the server, if it is not AWS's own. */
  readonly endpoint?: string;
  readonly settings: PostgresSettings['backup'];
  /** The cluster whose database writes the archive. */
  readonly cluster: ClusterFacts;
}

/**
 * Archive of one cluster's copy of a database; `undefined` if its settings name no bucket. Each cluster has its own
 * folder, so several clusters may share a bucket.
 * https://cloudnative-pg.io/plugin-barman-cloud/docs/object_stores/
 */
export function archiveOf(database: string, copy: Copy, { environment }: Inputs): Archive | undefined {
  const { cluster } = copy;
  const { backup: settings } = copy.settings as PostgresSettings;
  const { bucket, account, endpoint, server = database } = settings;
  const folder = settings.folder ?? `${environment.name}/${cluster.name}`;
  if (bucket === undefined) return undefined;
  const common = { server, settings, cluster, bucket, folder };
  if (endpoint !== undefined || cluster.cloud === 'aws' || cluster.cloud === 'local') {
    const destination = `s3://${bucket}/${folder}`;
    return { ...common, api: 's3', destination, ...(endpoint !== undefined && { endpoint }) };
  }
  if (cluster.cloud === 'google') return { ...common, api: 'gcs', destination: `gs://${bucket}/${folder}` };
  if (account === undefined) return undefined;
  return {
    ...common,
    api: 'azure',
    account,
    destination: `https://${account}.blob.core.windows.net/${bucket}/${folder}`,
  };
}
