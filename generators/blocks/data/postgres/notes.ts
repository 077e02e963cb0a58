import { isReplica, type PostgresSystem } from './system.ts';

/** Notes about a database with these settings in this cluster. */
export function postgresNotes({ app: { name: app }, inputs, settings, own }: PostgresSystem): string[] {
  const { replication } = inputs;
  const { bucket, account } = settings.backup;
  const notes: string[] = [];
  if (!own) {
    const lacks = bucket !== undefined && account === undefined ? ' (backup.account is not set)' : '';
    notes.push(`${app} keeps no backups${lacks}: its data is lost with its volumes`);
  }
  if (replication && isReplica(inputs)) {
    const waits = settings.handOverTo === undefined ? '' : ', which takes no writes before it is promoted';
    notes.push(`${app} here is a read-only copy of the one in ${replication.source.cluster.name}${waits}`);
    if (settings.promotionToken !== undefined) notes.push(`${app} has a promotionToken, which only a primary uses`);
  }
  return notes;
}
