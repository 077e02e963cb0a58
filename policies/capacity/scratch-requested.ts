import { formatBytes, quantity } from '../../generators/model/quantity.ts';
import { rule } from '../../generators/model/rule.ts';
import { deployment } from '../example/api.ts';
import { quota } from '../example/platform.ts';
import { withField } from '../example/withField.ts';
import { list } from '../kubernetes/reading.ts';
import { podAmounts } from '../kubernetes/requests.ts';
import { workloadsOf } from '../kubernetes/workload.ts';

const volume = 'spec.template.spec.volumes[tmp].emptyDir';
const requests = 'spec.template.spec.containers[api].resources.requests';

/** Up to here the room that the kubelet keeps free on each node is enough. */
const small = 2 ** 30;

const scratchRequested = rule({
  code: 'scratch-requested',
  severity: 'error',
  title: 'Pods whose emptyDirs are large together request as much ephemeral storage.',
  why:
    'Without a request the scheduler puts them on a node whose disk cannot hold what they may write, and when it is full ' +
    'the kubelet evicts pods there, one after the other. ' +
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#local-ephemeral-storage',
  fix: 'Request ephemeral-storage in a container: the sum of sizeLimit of all emptyDirs on disk.',
  *check(view) {
    for (const { built, pod, path } of workloadsOf(view)) {
      const disks = list(pod.volumes).filter(({ emptyDir }) => emptyDir && emptyDir.medium !== 'Memory');
      const total = disks.reduce((sum, { emptyDir }) => sum + (quantity(emptyDir?.sizeLimit) ?? 0), 0);
      const requested = podAmounts(pod, 'requests')['ephemeral-storage'] ?? 0;
      if (total < small || requested >= total) continue;
      const message = `Its emptyDirs hold up to ${formatBytes(total)}, and its containers request ${requested > 0 ? formatBytes(requested) : 'no ephemeral storage'}.`;
      yield { object: built, field: `${path}.volumes`, message };
    }
  },
  passes: [
    { title: 'a small folder', objects: [withField(deployment, `${volume}.sizeLimit`, '1023Mi')] },
    {
      title: 'a large one that is requested',
      objects: [
        withField(withField(deployment, `${volume}.sizeLimit`, '8Gi'), requests, {
          cpu: '250m',
          memory: '256Mi',
          'ephemeral-storage': '8Gi',
        }),
      ],
    },
    {
      title: 'one in memory, which counts there',
      objects: [
        withField(
          withField(deployment, volume, { medium: 'Memory', sizeLimit: '2Gi' }),
          'spec.template.spec.containers[api].resources',
          { requests: { cpu: '250m', memory: '4Gi' }, limits: { memory: '4Gi' } },
        ),
        withField(quota, 'spec.hard', { pods: '40' }),
      ],
    },
  ],
  fails: [
    { title: 'a large folder without a request', objects: [withField(deployment, `${volume}.sizeLimit`, '8Gi')] },
    {
      title: 'a request for half of it',
      objects: [
        withField(withField(deployment, `${volume}.sizeLimit`, '8Gi'), requests, {
          cpu: '250m',
          memory: '256Mi',
          'ephemeral-storage': '4Gi',
        }),
      ],
    },
  ],
});

export default scratchRequested;
