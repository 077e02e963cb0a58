import type { IJob } from 'kubernetes-models/batch/v1/Job';
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { type Resource, resource } from '../../../model/resource.ts';
import { elasticsearchPorts, elasticsearchUser, httpAuthority } from '../../../upstream/elastic.ts';
import { checksum } from '../../checksum.ts';
import { drainedAgain } from '../../jobs/drained.ts';
import { hook } from '../../jobs/hook.ts';
import { labelsOf } from '../../labels.ts';
import { credentialsName } from '../../secrets/systemCredentials.ts';
import { containerSecurity, podSecurity } from '../../workload/security.ts';
import { metadataOf } from '../shared/system.ts';
import type { ElasticsearchSystem } from './system.ts';

const documents = '/etc/elasticsearch-setup';
const authority = '/etc/elasticsearch-authority';

/**
 * The Job that tells Elasticsearch what it keeps, and how: only with an Enterprise licence does the operator do that
 * (https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s/elastic-stack-configuration-policies). It runs at every
 * sync, waits until Elasticsearch answers, and can run again at any time; when it fails, the sync fails. The image is
 * Elasticsearch's own, which has curl: the operator's scripts use it there (`pkg/controller/elasticsearch/nodespec/lifecycle_hook.go`).
 */
export function elasticsearchSetupJob(system: ElasticsearchSystem): Resource[] {
  const { app, names, images, inputs, priorityClassName, told } = system;
  const data = Object.fromEntries(
    Object.entries(told).map(([file, { document }]) => [file, `${JSON.stringify(document, null, 2)}\n`]),
  );
  const url = `https://${names.host}:${elasticsearchPorts.https}`;
  const job = resource<IJob>({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: metadataOf(system, names.setup),
    spec: {
      activeDeadlineSeconds: 1800,
      backoffLimit: 3,
      podFailurePolicy: drainedAgain,
      template: {
        metadata: {
          labels: labelsOf(names.setup, inputs, app.tier),
          annotations: { 'checksum/documents': checksum(data) },
        },
        spec: {
          restartPolicy: 'Never',
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          priorityClassName,
          securityContext: { ...podSecurity({ user: elasticsearchUser, group: elasticsearchUser }), runAsGroup: 0 },
          containers: [
            {
              name: 'setup',
              image: images.server,
              imagePullPolicy: 'IfNotPresent',
              command: ['/bin/bash', '-euc', script, 'setup', ...order(told)],
              env: [
                { name: 'URL', value: url },
                { name: 'HOST', value: names.host },
                { name: 'TMPDIR', value: '/tmp' },
                ...(['username', 'password'] as const).map((key) => ({
                  name: key.toUpperCase(),
                  valueFrom: { secretKeyRef: { name: credentialsName(names.keeper), key } },
                })),
              ],
              resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '500m', memory: '64Mi' } },
              securityContext: containerSecurity,
              volumeMounts: [
                { name: 'documents', mountPath: documents, readOnly: true },
                { name: 'authority', mountPath: authority, readOnly: true },
                { name: 'tmp', mountPath: '/tmp' },
              ],
            },
          ],
          volumes: [
            { name: 'documents', configMap: { name: names.setup } },
            {
              name: 'authority',
              secret: { secretName: httpAuthority(names.cluster), items: [{ key: 'ca.crt', path: 'ca.crt' }] },
            },
            { name: 'tmp', emptyDir: { sizeLimit: '16Mi' } },
          ],
        },
      },
    },
  });
  const configuration = resource<IConfigMap>({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadataOf(system, names.setup),
    data,
  });
  return [configuration, ...hook(job, 1)];
}

/** Arguments of the script: a file and its path, one after the other. */
function order(told: ElasticsearchSystem['told']): string[] {
  return Object.entries(told).flatMap(([file, { path }]) => [file, path]);
}

/** Puts each document where it belongs. The password is in a file that nobody else may read, not among the arguments. */
const script = [
  'umask 077',
  'account="$TMPDIR/account"',
  `printf 'machine %s login %s password %s\\n' "$HOST" "$USERNAME" "$PASSWORD" > "$account"`,
  `ask() { curl --silent --show-error --fail-with-body --max-time 60 --cacert ${authority}/ca.crt --netrc-file "$account" "$@"; }`,
  'until ask "$URL/_cluster/health?wait_for_status=yellow&timeout=30s" > /dev/null; do sleep 10; done',
  'while [ $# -gt 0 ]; do',
  `  ask --request PUT --header 'Content-Type: application/json' --data-binary "@${documents}/$1" "$URL/$2"`,
  '  echo',
  '  shift 2',
  'done',
  '',
].join('\n');
