import type { ClusterFacts } from '../model/inputs.ts';
import type { BucketBinding } from './bindings.ts';
import type { Value } from './secrets/value.ts';

/**
 * The variables by which every AWS SDK finds its region and, where the provider has no workload identity, its keys:
 * https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html#EVarSettings
 */
export function s3Environment({ region, keys }: BucketBinding, cluster: ClusterFacts): Record<string, Value> {
  return {
    AWS_REGION: region ?? cluster.region,
    ...(keys && { AWS_ACCESS_KEY_ID: keys.accessKey, AWS_SECRET_ACCESS_KEY: keys.secretKey }),
  };
}
