import { nameOf, type Resource } from '../../generators/model/resource.ts';
import { type ClusterView, rule } from '../../generators/model/rule.ts';
import { deployment } from '../example/api.ts';
import { statefulSet } from '../example/files.ts';
import { withField } from '../example/withField.ts';
import { mostPods } from '../kubernetes/podGroup.ts';
import { at, list, text } from '../kubernetes/reading.ts';
import { longRunning, type Workload } from '../kubernetes/workload.ts';
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

const claimFitsPods = rule({
  code: 'claim-fits-pods',
  severity: 'error',
  title: 'A claim that one pod may have at a time is that of one pod.',
  why:
    'A disk is in one zone and at one node. Of several pods, or of a pod and its successor in a roll-out, one has it, and ' +
    'the others wait without end: above all where their spread sends them into other zones. ' +
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  fix: 'Run one pod as a StatefulSet (singleService), give each pod a claim of its own (volumeClaimTemplates), or make the volume one of many writers, in a class that is for ReadWriteMany.',
  *check(view) {
    const users = new Map<string, Workload[]>();
    for (const workload of longRunning(view)) {
      for (const { claimName, field } of claimsOf(workload)) {
        const key = `${workload.namespace}/${claimName}`;
        const modes = modesOf(view, workload.namespace, claimName);
        if (modes.length === 0 || modes.some((mode) => mode.endsWith('Many'))) continue;
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
  },
  passes: [
    {
      title: 'many pods, and a claim for many',
      objects: [withField(deployment, volumes, claimed('library')), claim('ReadWriteMany')],
    },
    { title: 'one pod and never two', objects: [single, claim('ReadWriteOncePod', 'media')] },
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
  ],
});

function claimsOf({ pod, path }: Workload) {
  return list(pod.volumes).flatMap(({ name, persistentVolumeClaim }) => {
    const claimName = text(persistentVolumeClaim?.claimName);
    return claimName === '' ? [] : [{ claimName, field: `${path}.volumes[${name}]` }];
  });
}

function modesOf(view: ClusterView, namespace: string, name: string): string[] {
  const object = view.find('PersistentVolumeClaim', namespace, name);
  const modes = at(object?.resource, ['spec', 'accessModes']);
  return Array.isArray(modes) ? modes.map(text) : [];
}

export default claimFitsPods;
