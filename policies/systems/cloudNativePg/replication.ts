import type { Built } from '../../../generators/model/rule.ts';
import { at, textAt } from '../../kubernetes/reading.ts';

/** What part a database plays among its copies in several clusters. */
export interface CopyRole {
  /** Whether it only replays the log of another. */
  readonly isReplica: boolean;
  /** The cluster it takes for the primary's, and the one whose log it replays; empty where it has no copies. */
  readonly primary: string;
  readonly source: string;
  readonly token: string;
}

/** As the operator's own code has it: https://cloudnative-pg.io/documentation/current/replica_cluster/ */
export function replicationOf({ resource }: Built): CopyRole {
  const replica = at(resource, ['spec', 'replica']);
  const field = (key: string) => textAt(replica, [key]);
  const enabled = at(replica, ['enabled']);
  const self = field('self') || resource.metadata.name;
  const isReplica = typeof enabled === 'boolean' ? enabled : replica !== undefined && self !== field('primary');
  return { isReplica, primary: field('primary'), source: field('source'), token: field('promotionToken') };
}
