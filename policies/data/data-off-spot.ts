import type { IToleration } from 'kubernetes-models/v1/Toleration';
import { isJsonObject } from '../../generators/model/json.ts';
import { spotTaint } from '../../generators/model/nodeClasses.ts';
import type { Resource } from '../../generators/model/resource.ts';
import { rule } from '../../generators/model/rule.ts';
import { claimsOf, isOfOneNode } from '../cluster/claims.ts';
import { holdsData, quorumsOf } from '../cluster/facts.ts';
import { database } from '../example/database.ts';
import { statefulSet } from '../example/files.ts';
import { cronJob } from '../example/job.ts';
import { confirmed } from '../example/parts.ts';
import { withField } from '../example/withField.ts';
import { workerDeployment } from '../example/worker.ts';
import { tolerates } from '../kubernetes/tolerates.ts';
import { workloadsOf } from '../kubernetes/workload.ts';

const onSpot: readonly IToleration[] = [{ key: spotTaint.key, operator: 'Exists' }];

/** A job on spot machines that mounts a claim of this access. */
const scan = (access: string): Resource[] => [
  withField(
    withField(cronJob, 'spec.jobTemplate.spec.template.spec.tolerations', onSpot),
    'spec.jobTemplate.spec.template.spec.volumes',
    [
      { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
      { name: 'journal', persistentVolumeClaim: { claimName: 'journal' } },
    ],
  ),
  {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'journal', namespace: 'backend', annotations: confirmed },
    spec: {
      accessModes: [access],
      storageClassName: 'zonal-ssd',
      resources: { requests: { storage: '1Gi' } },
    },
  },
];

const dataOffSpot = rule({
  code: 'data-off-spot',
  severity: 'error',
  title: 'Nothing that holds data, and no member of a quorum, may run on spot machines.',
  why:
    'A cloud takes spot machines back at short notice, several at once and of one type in one zone after the other: a ' +
    'quorum loses its majority, and a volume waits for another machine in its zone. ' +
    'https://karpenter.sh/docs/concepts/disruption/#interruption',
  fix: `Take the toleration of ${spotTaint.key} away, or name a class of nodes that is not spot.`,
  *check(view) {
    const inQuorum = new Set(quorumsOf(view).map(({ built }) => built));
    const onDisk = new Set(
      workloadsOf(view).flatMap((one) => (claimsOf(view, one).some(isOfOneNode) ? [one.built] : [])),
    );
    for (const built of view.all) {
      if (!holdsData(built) && !inQuorum.has(built) && !onDisk.has(built)) continue;
      if (!tolerationsIn(built.resource).some((one) => tolerates([one], spotTaint))) continue;
      yield { object: built, message: `It tolerates ${spotTaint.key}: its pods may run on spot machines.` };
    }
  },
  passes: [
    {
      title: 'pods that hold nothing',
      objects: [withField(workerDeployment, 'spec.template.spec.tolerations', onSpot)],
    },
    { title: 'a job that reads what all zones have', objects: scan('ReadWriteMany') },
    {
      title: 'a database that tolerates something else',
      objects: [withField(database, 'spec.affinity.tolerations', [{ key: 'example.com/for', operator: 'Exists' }])],
    },
  ],
  fails: [
    { title: 'a job that mounts a disk', objects: scan('ReadWriteOnce') },
    { title: 'a database', objects: [withField(database, 'spec.affinity.tolerations', onSpot)] },
    {
      title: 'pods with volumes that tolerate everything',
      objects: [
        withField(
          withField(statefulSet, 'spec.template.spec.tolerations', [{ operator: 'Exists' }]),
          'spec.volumeClaimTemplates',
          [
            {
              metadata: { name: 'data' },
              spec: {
                accessModes: ['ReadWriteOnce'],
                storageClassName: 'zonal-ssd',
                resources: { requests: { storage: '1Gi' } },
              },
            },
          ],
        ),
      ],
    },
  ],
});

/** Every toleration in an object, wherever its kind has them. */
function tolerationsIn(value: unknown): IToleration[] {
  if (Array.isArray(value)) return value.flatMap(tolerationsIn);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === 'tolerations' && Array.isArray(member) ? (member as IToleration[]) : tolerationsIn(member),
  );
}

export default dataOffSpot;
