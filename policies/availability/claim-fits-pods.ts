import { nameOf, type Resource } from '../../generators/model/resource.ts';
import { rule, type Violation } from '../../generators/model/rule.ts';
import { claimsOf, isOfOneNode, type NamedClaim } from '../cluster/claims.ts';
import { deployment } from '../example/api.ts';
import { statefulSet } from '../example/files.ts';
import { cronJob } from '../example/job.ts';
import { withField } from '../example/withField.ts';
import { mostPods } from '../kubernetes/podGroup.ts';
import { list } from '../kubernetes/reading.ts';
import { longRunning, type Workload, workloadsOf } from '../kubernetes/workload.ts';
import { areTogether, hostname } from '../kubernetes/zoneSpread.ts';
import { replicasOf } from '../systems/builtIn/replicas.ts';

const volumes = 'spec.template.spec.volumes';
const claimed = (name: string) => [
  { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
  { name: 'library', persistentVolumeClaim: { claimName: name } },
];
const claim = (mode: string, namespace = 'backend'): Resource => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: {
    name: 'library',
    namespace,
    annotations: { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' },
  },
  spec: {
    accessModes: [mode],
    storageClassName: 'zonal-ssd',
    volumeMode: 'Filesystem',
    resources: { requests: { storage: '1Gi' } },
  },
});
const kept = list((statefulSet.spec as { template: { spec: { volumes?: object[] } } }).template.spec.volumes);
const single = withField(withField(statefulSet, volumes, [...kept, claimed('library')[1]]), 'spec.replicas', 1);

/** A job that mounts the same. */
const job = 'spec.jobTemplate.spec.template';
const scan = [
  ['metadata.namespace', 'media'],
  ['metadata.name', 'files-scan'],
  [`${job}.metadata.labels[app.kubernetes.io/name]`, 'scan'],
  [`${job}.spec.serviceAccountName`, 'files'],
  [`${job}.spec.volumes`, claimed('library')],
].reduce<Resource>((object, [path, value]) => withField(object, String(path), value), cronJob);
/** The same on one node with pods of these names. */
const onNodeOf = (object: Resource, ...values: string[]) =>
  withField(object, `${object.kind === 'CronJob' ? 'spec.jobTemplate.' : ''}spec.template.spec.affinity`, {
    podAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        {
          topologyKey: hostname,
          labelSelector: { matchExpressions: [{ key: 'app.kubernetes.io/name', operator: 'In', values }] },
        },
      ],
    },
  });

const claimFitsPods = rule({
  code: 'claim-fits-pods',
  severity: 'error',
  title: 'A claim that one pod, or one node, may have at a time is that of one pod, and of jobs on its node.',
  why:
    'A disk is in one zone and at one node. Of several pods, or of a pod and its successor in a roll-out, one has it, and ' +
    'the others wait without end: above all where their spread sends them into other zones. So does a job beside a pod, ' +
    'unless the claim is ReadWriteOnce and both have to be on one node. ' +
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  fix: "Run one pod as a StatefulSet (singleService), give each pod a claim of its own (volumeClaimTemplates), or make the volume one of many writers, in a class that is for ReadWriteMany. Where a job mounts the disk of one pod, its volume has writers: 'node'.",
  *check(view) {
    const users = new Map<string, Workload[]>();
    for (const workload of longRunning(view)) {
      for (const claim of claimsOf(view, workload).filter(isOfOneNode)) {
        const { claimName, field, modes } = claim;
        const key = `${workload.namespace}/${claimName}`;
        const others = users.get(key) ?? [];
        users.set(key, [...others, workload]);
        const most = mostPods(replicasOf(view, workload));
        const object = workload.built;
        if (most > 1) {
          const message = `There may be ${most} pods at a time, and the claim ${claimName} is ${modes.join()}: one of them has it.`;
          yield { object, field, message };
        } else if (others[0]) {
          const message = `${nameOf(others[0].built.resource)} has the claim ${claimName} too, and it is ${modes.join()}.`;
          yield { object, field, message };
        }
      }
    }
    for (const job of workloadsOf(view).filter(({ kind }) => kind === 'Job' || kind === 'CronJob')) {
      for (const claim of claimsOf(view, job).filter(isOfOneNode)) {
        yield* apart(job, claim, users.get(`${job.namespace}/${claim.claimName}`) ?? []);
      }
    }
  },
  passes: [
    {
      title: 'many pods, and a claim for many',
      objects: [withField(deployment, volumes, claimed('library')), claim('ReadWriteMany')],
    },
    { title: 'one pod and never two', objects: [single, claim('ReadWriteOncePod', 'media')] },
    { title: 'a job that has a disk alone', objects: [scan, claim('ReadWriteOncePod', 'media')] },
    {
      title: 'a job on the node of the pod, and the pod on its',
      objects: [onNodeOf(single, 'files', 'scan'), onNodeOf(scan, 'files', 'scan'), claim('ReadWriteOnce', 'media')],
    },
    {
      title: 'a job with what many may have',
      objects: [single, scan, claim('ReadWriteMany', 'media')],
    },
  ],
  fails: [
    {
      title: 'several pods',
      objects: [withField(deployment, volumes, claimed('library')), claim('ReadWriteOnce')],
    },
    {
      title: 'several pods with numbers',
      objects: [withField(single, 'spec.replicas', 3), claim('ReadWriteOncePod', 'media')],
    },
    {
      title: 'two workloads',
      objects: [single, withField(single, 'metadata.name', 'files-scanner'), claim('ReadWriteOncePod', 'media')],
    },
    {
      title: 'a job with what one pod has',
      objects: [onNodeOf(single, 'files', 'scan'), onNodeOf(scan, 'files', 'scan'), claim('ReadWriteOncePod', 'media')],
    },
    { title: 'a job on any node', objects: [single, scan, claim('ReadWriteOnce', 'media')] },
    {
      title: 'a job on the node of the pod, whose successor goes to any',
      objects: [single, onNodeOf(scan, 'files', 'scan'), claim('ReadWriteOnce', 'media')],
    },
  ],
});

/** What keeps a job from a claim that pods have already. */
function* apart(
  job: Workload,
  { claimName, field, modes }: NamedClaim,
  pods: readonly Workload[],
): Iterable<Violation> {
  for (const other of pods) {
    const has = `${nameOf(other.built.resource)} has the claim ${claimName}, which is ${modes.join()}`;
    if (modes.includes('ReadWriteOncePod')) {
      yield { object: job.built, field, message: `${has}: the job waits until that pod is gone.` };
    } else if (!areTogether(hostname, other.labels, job.pod)) {
      yield { object: job.built, field, message: `${has}, and nothing keeps the job on its node.` };
    } else if (!areTogether(hostname, job.labels, other.pod)) {
      const message = `${has}, and nothing keeps its pod on the node of the job while that runs.`;
      yield { object: job.built, field, message };
    }
  }
}

export default claimFitsPods;
