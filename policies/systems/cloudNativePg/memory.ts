import { quantity } from '../../../generators/model/quantity.ts';
import type { Built } from '../../../generators/model/rule.ts';
import { at, textAt } from '../../kubernetes/reading.ts';
import type { MemoryUse } from '../system.ts';

/**
 * Shared buffers: "it is unlikely that an allocation of more than 40% of RAM will work better". Beside them each
 * connection may sort once within `work_mem`. Where neither is set they are 128 MB and 4 MB. Numbers without a unit are
 * blocks of 8 kB, and kB for `work_mem`.
 * https://www.postgresql.org/docs/current/runtime-config-resource.html
 */
export function postgresMemory(built: Built): MemoryUse[] {
  const { spec } = built.resource;
  const parameter = (name: string) => textAt(spec, ['postgresql', 'parameters', name]);
  const buffers = postgresBytes(parameter('shared_buffers') || '128MB', 8192);
  const work = postgresBytes(parameter('work_mem') || '4MB', 1024);
  const connections = Number(parameter('max_connections') || 100);
  const limit = quantity(at(spec, ['resources', 'limits', 'memory'])) ?? 0;
  return [
    {
      built,
      field: 'spec.postgresql.parameters.shared_buffers',
      what: 'shared_buffers',
      takes: buffers,
      limit,
      part: 0.4,
    },
    {
      built,
      field: 'spec.postgresql.parameters.work_mem',
      what: 'shared_buffers and work_mem of every connection',
      takes: Number.isFinite(connections) ? buffers + connections * work : 0,
      limit,
      part: 1,
    },
  ];
}

/** Units of PostgreSQL: kB, MB, GB and TB of 1024. */
function postgresBytes(value: string, unit: number): number {
  const [, digits = '0', given] = /^(\d+)\s*(B|kB|MB|GB|TB)?$/.exec(value.trim()) ?? [];
  const factors = { B: 1, kB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30, TB: 2 ** 40 };
  return Number(digits) * (given ? factors[given as keyof typeof factors] : unit);
}
