import type { BucketEndpoint } from '../../../model/endpoint.ts';
import { Failure } from '../../../model/finding.ts';
import type { Inputs } from '../../../model/inputs.ts';

/**
 * The bucket of the edge `backups`.
 * @throws Failure when the database declares no such edge
 */
export function backupBucket(database: string, { graph }: Inputs): BucketEndpoint {
  const endpoint = graph.uses.backups?.endpoint;
  if (endpoint?.kind === 'bucket') return endpoint;
  throw new Failure(
    `${database} declares no edge to a bucket for its backups`,
    'Add `backups: backups.write` to its uses.',
  );
}
