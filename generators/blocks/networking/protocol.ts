import type { TaskRuntime } from '../runtime.ts';

/** A protocol of ports. */
export type Protocol = 'TCP' | 'UDP';

/** The protocol of a port of a runtime, by its name. */
export function protocolOf({ udp = [] }: Pick<TaskRuntime, 'udp'>, port: string): Protocol {
  return udp.includes(port) ? 'UDP' : 'TCP';
}
