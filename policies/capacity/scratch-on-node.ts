import { bytes, formatBytes, quantity } from '../../generators/model/quantity.ts';
import { rule } from '../../generators/model/rule.ts';
import { deployment } from '../example/api.ts';
import { withField } from '../example/withField.ts';
import { list } from '../kubernetes/reading.ts';
import { workloadsOf } from '../kubernetes/workload.ts';

const volume = 'spec.template.spec.volumes[tmp].emptyDir';
const requested = (size: string) =>
  withField(
    withField(deployment, `${volume}.sizeLimit`, size),
    'spec.template.spec.containers[api].resources.requests.ephemeral-storage',
    size,
  );

/** What a node has for all its pods and images where nobody says otherwise is less. */
const disk = bytes('100Gi');

const scratchOnNode = rule({
  code: 'scratch-on-node',
  severity: 'error',
  title: 'No pod keeps as much in emptyDirs as the disk of a node holds.',
  why:
    'An emptyDir lies on the disk of the node, 20Gi, 100GB or 128GB by default on AWS, Google and Azure, and goes with its ' +
    'pod: a library there is gone with the next roll-out, if a node is found for it at all. ' +
    'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir',
  fix: 'Make it a volume that outlives pods: `volumes` of the app. Where it is only scratch, and nodes have such disks, declare the exception.',
  *check(view) {
    for (const { built, pod, path } of workloadsOf(view)) {
      const disks = list(pod.volumes).filter(({ emptyDir }) => emptyDir && emptyDir.medium !== 'Memory');
      const total = disks.reduce((sum, { emptyDir }) => sum + (quantity(emptyDir?.sizeLimit) ?? 0), 0);
      if (total < disk) continue;
      yield { object: built, field: `${path}.volumes`, message: `Its emptyDirs hold up to ${formatBytes(total)}.` };
    }
  },
  passes: [{ title: 'somewhat less', objects: [requested('99Gi')] }],
  fails: [{ title: 'a library', objects: [requested('900Gi')] }],
});

export default scratchOnNode;
