import { formatBytes, quantity } from '../../generators/model/quantity.ts';
import { rule } from '../../generators/model/rule.ts';
import { deployment } from '../example/api.ts';
import { withField } from '../example/withField.ts';
import { list } from '../kubernetes/reading.ts';
import { podAmounts } from '../kubernetes/requests.ts';
import { workloadsOf } from '../kubernetes/workload.ts';

const volume = 'spec.template.spec.volumes[tmp].emptyDir';

const scratchBounded = rule({
  code: 'scratch-bounded',
  severity: 'error',
  title: 'Every emptyDir has a size, and one in memory fits the memory of its pod.',
  why:
    'One without a size grows until the disk of the node is full, and then the kubelet evicts whoever is there; one in ' +
    'memory counts as memory of the containers that write to it. ' +
    'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir',
  fix: 'Set emptyDir.sizeLimit: above what the program writes at the most, and in memory below the memory limit.',
  *check(view) {
    for (const { built, pod, path } of workloadsOf(view)) {
      for (const { name, emptyDir } of list(pod.volumes)) {
        if (!emptyDir) continue;
        const field = `${path}.volumes[${name}].emptyDir.sizeLimit`;
        const size = quantity(emptyDir.sizeLimit) ?? 0;
        const memory = podAmounts(pod, 'limits').memory ?? 0;
        if (size <= 0) {
          yield { object: built, field, message: `The volume ${name} may grow as long as the node has room.` };
        } else if (emptyDir.medium === 'Memory' && size >= memory) {
          const message = `The volume ${name} takes up to ${formatBytes(size)} of memory, and the pod has ${formatBytes(memory)}.`;
          yield { object: built, field, message };
        }
      }
    }
  },
  passes: [
    {
      title: 'memory of which enough is left',
      objects: [withField(deployment, volume, { medium: 'Memory', sizeLimit: '64Mi' })],
    },
  ],
  fails: [
    { title: 'no size', objects: [withField(deployment, volume, {})] },
    { title: 'nothing', objects: [withField(deployment, `${volume}.sizeLimit`, '0')] },
    { title: 'all of the memory', objects: [withField(deployment, volume, { medium: 'Memory', sizeLimit: '256Mi' })] },
  ],
});

export default scratchBounded;
