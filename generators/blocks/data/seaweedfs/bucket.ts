import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { type Resource, resource } from '../../../model/resource.ts';
import { metadataOf } from '../shared/system.ts';
import type { SeaweedfsSystem } from './system.ts';

/** ConfigMap whose data can be read, for a checksum. */
export interface BucketRules extends Resource {
  readonly data: Readonly<Record<string, string>>;
}

/**
 * ConfigMap with the rules of the bucket, and the script that applies them through the S3 interface when the server has
 * started. The rules are those of `docs/data/buckets.md` for buckets of a cloud: web pages of the environment's domain
 * may read and write with signed addresses, and unfinished multipart uploads are deleted after a week.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html ·
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html
 */
export function bucketRules(system: SeaweedfsSystem): BucketRules {
  const { domain } = system.inputs.environment;
  return resource<IConfigMap>({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadataOf(system),
    data: { 'cors.xml': cors(`https://${domain}`), 'lifecycle.xml': lifecycle, 'configure.sh': configure },
  }) as BucketRules;
}

const cors = (origin: string) => `<CORSConfiguration>
  <CORSRule>
    <AllowedOrigin>${origin}</AllowedOrigin>
    <AllowedMethod>GET</AllowedMethod>
    <AllowedMethod>HEAD</AllowedMethod>
    <AllowedMethod>PUT</AllowedMethod>
    <AllowedHeader>*</AllowedHeader>
    <ExposeHeader>ETag</ExposeHeader>
    <MaxAgeSeconds>3600</MaxAgeSeconds>
  </CORSRule>
</CORSConfiguration>
`;

const lifecycle = `<LifecycleConfiguration>
  <Rule>
    <ID>unfinished-uploads</ID>
    <Status>Enabled</Status>
    <Filter><Prefix></Prefix></Filter>
    <AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload>
  </Rule>
</LifecycleConfiguration>
`;

/**
 * Script that applies the rules with curl of the image, which signs requests. It retries, because the server creates
 * the bucket a moment after it has started.
 */
const configure = `set -eu
server=http://127.0.0.1:8333
until curl -fsS -o /dev/null "$server/healthz"; do sleep 1; done
for rules in cors lifecycle; do
  file=/etc/bucket/$rules.xml
  printf 'user = "%s:%s"\\n' "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY" |
    curl -fsS -K - --aws-sigv4 "aws:amz:$AWS_REGION:s3" --retry 15 --retry-delay 2 --retry-all-errors \\
      -H "x-amz-content-sha256: $(sha256sum "$file" | cut -d ' ' -f 1)" \\
      -X PUT --data-binary "@$file" "$server/$BUCKET?$rules="
done
`;
