import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import { canonicalCpu, milliCpu } from '../../model/quantity.ts';
import { scratchRequest, scratchSizes } from './scratch.ts';
import type { Task } from './workload.ts';

/**
 * Requests and limits of each container of a pod: memory is also its limit, CPU may burst to four times the
 * request, and room on the node's disk is requested where it writes much. Devices are whole, and requested as they are
 * limited: https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/.
 * Init containers have the same, which costs nothing: a pod counts the larger of both, not their sum.
 * https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
 */
export function resourcesOf(task: Task): IResourceRequirements {
  const { cpu, memory } = task.settings.resources;
  const devices = Object.fromEntries(Object.entries(task.devices).map(([name, count]) => [name, String(count)]));
  return {
    requests: { cpu: canonicalCpu(milliCpu(cpu)), memory, ...scratchRequest(scratchSizes(task)), ...devices },
    limits: { cpu: canonicalCpu(milliCpu(cpu) * 4), memory, ...devices },
  };
}
