import type { Inputs } from '../../../model/inputs.ts';
import { archiveOf } from './archive.ts';
import { isReplica } from './database.ts';
import type { PostgresSettings } from './settings.ts';

/** What a person should know of a database as it is set. */
export function postgresNotes(app: string, inputs: Inputs): string[] {
  const { cluster, replication, settings: given } = inputs;
  const settings = given as PostgresSettings;
  const { bucket, account } = settings.backup;
  const notes: string[] = [];
  if (!archiveOf(app, { cluster, settings }, inputs)) {
    const lacks = bucket !== undefined && account === undefined ? ' (backup.account is not set)' : '';
    notes.push(`${app} keeps no backups${lacks}: what it holds is gone with its volumes`);
  }
  if (replication && isReplica(inputs)) {
    const waits = settings.handOverTo === undefined ? '' : ', which takes no writes before it is promoted';
    notes.push(`${app} here is a read-only copy of the one in ${replication.source.cluster.name}${waits}`);
    if (settings.promotionToken !== undefined) notes.push(`${app} has a promotionToken, which only a primary heeds`);
  }
  return notes;
}
