import { quantity } from '../../../generators/model/quantity.ts';
import type { ClusterView } from '../../../generators/model/rule.ts';
import { commandOf } from '../../kubernetes/configFiles.ts';
import { bytesOf } from '../../kubernetes/sizes.ts';
import { containersOf, type Workload } from '../../kubernetes/workload.ts';
import type { MemoryUse } from '../system.ts';
import { variablesOf } from './environment.ts';
import { maxmemory, valkeyOptions } from './valkey.ts';

/**
 * What each container of a workload is told about memory: the heap of a JVM, which needs as much as a fifth beside it for
 * code, threads and buffers; the soft limit of Go's runtime, which reacts too late at the hard one; `maxmemory` of Valkey,
 * which does not count buffers of clients and replicas, nor pages copied while it writes to disk.
 * https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html · https://go.dev/doc/gc-guide#Suggested_uses ·
 * https://valkey.io/topics/memory-optimization/
 */
export function workloadMemory(workload: Workload, view: ClusterView): MemoryUse[] {
  return containersOf(workload).flatMap((one) => {
    const { container, field } = one;
    const limit = quantity(container.resources?.limits?.memory) ?? 0;
    const variables = variablesOf(view, { ...workload, pod: { containers: [container] } });
    const java = [...variables].filter(([name]) => /^(JAVA_|JDK_JAVA_)/.test(name)).map(([, value]) => value);
    const options = [...java, commandOf(one)].join(' ');
    const heap = bytesOf(/(?:^|\s)-Xmx(\d+[kmgKMG]?)\b/.exec(options)?.[1]);
    const percentage = Number(/-XX:MaxRAMPercentage=(\d+(?:\.\d+)?)/.exec(options)?.[1] ?? 0);
    const go = quantity(variables.get('GOMEMLIMIT')?.replace(/B$/, '')) ?? 0;
    return (
      [
        ['-Xmx', heap, 0.8],
        ['MaxRAMPercentage', (percentage / 100) * limit, 0.8],
        ['GOMEMLIMIT', go, 0.95],
        ['maxmemory', maxmemory(valkeyOptions(view, workload, one)), 0.75],
      ] as const
    ).map(([name, takes, part]) => ({
      built: workload.built,
      field,
      what: `${name} of container ${container.name}`,
      takes,
      limit,
      part,
    }));
  });
}
