import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { outputOf, runSync } from '../../../programs/run.ts';
import { exampleClusters } from '../../../testing/clusters.ts';
import { objectOf, renderSystem, systems } from '../../../testing/systems.ts';

const { data } = objectOf(renderSystem(systems.seaweedfs, exampleClusters.local), 'ConfigMap', 'uploads-bucket');
const files = data as Record<string, string>;

test('web pages of the environment may read and write with addresses that are signed, and nothing else', () => {
  assert.equal(
    files['cors.xml'],
    `<CORSConfiguration>
  <CORSRule>
    <AllowedOrigin>https://reference.invalid</AllowedOrigin>
    <AllowedMethod>GET</AllowedMethod>
    <AllowedMethod>HEAD</AllowedMethod>
    <AllowedMethod>PUT</AllowedMethod>
    <AllowedHeader>*</AllowedHeader>
    <ExposeHeader>ETag</ExposeHeader>
    <MaxAgeSeconds>3600</MaxAgeSeconds>
  </CORSRule>
</CORSConfiguration>
`,
  );
});

test('uploads that were never finished are deleted after a week, under any name', () => {
  assert.equal(
    files['lifecycle.xml'],
    `<LifecycleConfiguration>
  <Rule>
    <ID>unfinished-uploads</ID>
    <Status>Enabled</Status>
    <Filter><Prefix></Prefix></Filter>
    <AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload>
  </Rule>
</LifecycleConfiguration>
`,
  );
});

/** Runs the script with a `curl` that logs its arguments and what it reads, and fails the first `failures` times. */
function configure(context: TestContext, failures: number): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'bucket-'));
  context.after(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const program = (name: string, text: string) =>
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  program(
    'curl',
    `printf '%s ' "$@" >> ${folder}/log; case "$*" in *"-K -"*) cat;; *) echo;; esac >> ${folder}/log
[ "$(wc -l < ${folder}/log)" -gt ${failures} ]`,
  );
  program('sleep', ':');
  const { 'configure.sh': script = '' } = files;
  const env = {
    PATH: `${folder}:${process.env.PATH}`,
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SECRET_ACCESS_KEY: 'key',
    AWS_REGION: 'here',
    BUCKET: 'uploads',
  };
  outputOf(runSync('sh', ['-c', script.replaceAll('/etc/bucket', folder)], { env }));
  return readFileSync(join(folder, 'log'), 'utf8').replaceAll(folder, '/etc/bucket').trimEnd().split('\n');
}

test('the script waits for the server, then puts both rules with signed requests that show no key in their arguments', (context) => {
  const asked = '-fsS -o /dev/null http://127.0.0.1:8333/healthz ';
  const put = (rules: string) =>
    [
      '-fsS -K - --aws-sigv4 aws:amz:here:s3 --retry 15 --retry-delay 2 --retry-all-errors',
      `-H x-amz-content-sha256: ${hash('sha256', files[`${rules}.xml`] ?? '')}`,
      `-X PUT --data-binary @/etc/bucket/${rules}.xml http://127.0.0.1:8333/uploads?${rules}= user = "id:key"`,
    ].join(' ');
  assert.deepEqual(configure(context, 2), [asked, asked, asked, put('cors'), put('lifecycle')]);
});
