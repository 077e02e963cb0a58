import { spread } from '../../blocks/workload/spread.ts';
import { argoPriority } from './priority.ts';
import type { ArgoCdSize } from './size.ts';

/** Memory is requested and limited alike; processor time is shared. */
export function limitedMemory(cpu: string, size: string) {
  return { requests: { cpu, memory: size }, limits: { memory: size } };
}

/**
 * What each component of the chart says of its pods, with the same keys. The class stands at each of them and not under
 * `global`: the job that makes Redis' password runs before anything else, the class included.
 * @param name what the chart writes into the pods' label `app.kubernetes.io/name`
 * @param revisionLabel label of pods by which one revision is told from another: it depends on the kind of the workload
 */
export function pods(
  name: string,
  { budget, isHighlyAvailable }: ArgoCdSize,
  requests: ReturnType<typeof limitedMemory>,
  revisionLabel: 'pod-template-hash' | 'controller-revision-hash' = 'pod-template-hash',
) {
  return {
    pdb: budget,
    resources: requests,
    priorityClassName: argoPriority.metadata.name,
    ...(isHighlyAvailable && { topologySpreadConstraints: spread(name, revisionLabel) }),
  };
}
