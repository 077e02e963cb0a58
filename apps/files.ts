import type { BucketBinding } from '../generators/blocks/bindings.ts';
import { route } from '../generators/blocks/gateways/route.ts';
import { goMemoryLimit } from '../generators/blocks/goMemoryLimit.ts';
import { availability } from '../generators/blocks/monitoring/objectives/objective.ts';
import { calls, cloudIdentity } from '../generators/blocks/names.ts';
import { s3Environment } from '../generators/blocks/s3.ts';
import { shardedService, shardVariable } from '../generators/blocks/shardedService.ts';
import { here } from '../generators/blocks/source.ts';
import { variable, withVariables } from '../generators/blocks/workload/containerText.ts';
import { bytes } from '../generators/model/quantity.ts';
import { Bytes } from '../generators/model/settings/scalars.ts';
import { names, uploadShards, uploads } from './names.ts';
import { priorities } from './priorities.ts';
import { tusd } from './runtimes/tusd.ts';
import { token } from './tokens.ts';
import { azureBlock, blockTooLarge, partSize, scratchOf } from './uploadSizes.ts';

/**
 * tusd: uploads that survive a lost connection, straight into the bucket. `api` permits each upload before it begins
 * and is notified when it is complete: `/hooks/uploads`, on a port that no gateway reaches, or anybody could report an
 * upload. It also picks the shard, because a running upload is locked
 * in the memory of the pod where it began: https://tus.github.io/tusd/advanced-topics/locks/. Without an answer to the
 * first hook nothing can be uploaded, so uploads need the company's own image of `api`. Downloads do not use tusd:
 * `api` signs addresses of the bucket for them, and only `api` deletes. Flags: `cmd/tusd/cli/flags.go` of
 * https://github.com/tus/tusd
 */
export const files = shardedService(names.files, {
  source: here(import.meta),
  runtime: tusd,
  shards: uploadShards,
  resources: { cpu: '500m', memory: '512Mi' },
  priority: priorities.standard,
  routes: [route('files', '/files/{shard}', { auth: token, timeout: 'uploads' })],
  callersKnownBy: 'tusd asks api before each upload begins, with the Authorization header of the caller',
  objectives: [availability(99)],
  uses: { uploads: uploads.write, identity: cloudIdentity, hooks: calls(names.api, 'internal') },
  // The largest that one request can bring in every cloud: the same in clusters that take over from each other.
  options: { maxSize: Bytes('Largest file that may be uploaded.', { default: azureBlock }) },
  mistakes: ({ uses: { uploads }, settings: { maxSize } }) => blockTooLarge(uploads, maxSize),
  writable: ({ uses: { uploads }, settings }) => ({ '/tmp': scratchOf(uploads, bytes(settings.maxSize)) }),
  env: ({ uses: { uploads }, settings, inputs }) => ({
    GOMEMLIMIT: goMemoryLimit(settings.resources.memory),
    ...(uploads.api === 's3' && s3Environment(uploads, inputs.cluster)),
    ...(uploads.api === 'azure' && { AZURE_STORAGE_ACCOUNT: uploads.account ?? '' }),
  }),
  args: ({ uses: { uploads, hooks }, settings }) => [
    `-port=${tusd.ports.http}`,
    '-behind-proxy',
    withVariables`-base-path=/files/${variable(shardVariable)}/`,
    `-max-size=${bytes(settings.maxSize)}`,
    '-disable-download',
    '-disable-termination',
    `-hooks-http=${hooks.url}/hooks/uploads`,
    '-hooks-http-forward-headers=Authorization',
    '-hooks-enabled-events=pre-create,post-finish',
    `-shutdown-timeout=${tusd.drainSeconds}s`,
    '-log-format=json',
    ...bucketArguments[uploads.api](uploads),
  ],
});

/**
 * Arguments by the bucket's API. On S3, parts of 8 MiB and two in the queue: with the defaults an upload may buffer 1
 * GiB.
 */
const bucketArguments = {
  s3: ({ bucket, endpoint }: BucketBinding) => [
    `-s3-bucket=${bucket}`,
    ...(endpoint ? [`-s3-endpoint=${endpoint}`] : []),
    `-s3-part-size=${partSize}`,
    '-s3-max-buffered-parts=2',
  ],
  gcs: ({ bucket }: BucketBinding) => [`-gcs-bucket=${bucket}`],
  azure: ({ bucket }: BucketBinding) => [`-azure-storage=${bucket}`],
};
