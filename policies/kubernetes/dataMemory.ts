import { quantity } from '../../generators/model/quantity.ts';
import type { Built } from '../../generators/model/rule.ts';
import { at, list, text } from './data.ts';
import type { Told } from './toldMemory.ts';

const limitOf = (spec: unknown) => quantity(at(spec, ['resources', 'limits', 'memory'])) ?? 0;

/**
 * Shared buffers: "it is unlikely that an allocation of more than 40% of RAM will work better". Beside them each
 * connection may sort once within `work_mem`. Numbers without a unit are blocks of 8 kB, and kB for `work_mem`.
 * https://www.postgresql.org/docs/current/runtime-config-resource.html
 */
export function postgresMemory(built: Built): Told[] {
  const { spec } = built.resource;
  const path = ['postgresql', 'parameters'];
  const parameter = (name: string) => text(at(spec, [...path, name]));
  const [buffers, work] = [
    postgresBytes(parameter('shared_buffers'), 8192),
    postgresBytes(parameter('work_mem') || '4MB', 1024),
  ];
  const connections = Number(parameter('max_connections') || 100);
  const said = { built, limit: limitOf(spec), field: 'spec.postgresql.parameters.shared_buffers' };
  return [
    { ...said, what: 'shared_buffers', takes: buffers, part: 0.4 },
    {
      ...said,
      field: 'spec.postgresql.parameters.work_mem',
      what: 'shared_buffers and work_mem of every connection',
      takes: buffers === 0 || !Number.isFinite(connections) ? 0 : buffers + connections * work,
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

/** A size as programs take it: digits with k, m or g of 1024, with or without a b. */
export function bytesOf(value: string | undefined): number {
  const [, digits = '0', unit = ''] = /^(\d+)([kmgt]?)b?$/i.exec(value ?? '') ?? [];
  return Number(digits) * 1024 ** ['', 'k', 'm', 'g', 't'].indexOf(unit.toLowerCase());
}

/**
 * The buffer pool: "50 to 75 percent of system memory"; beside it a thread stack of 1 MiB for each connection.
 * https://dev.mysql.com/doc/refman/8.4/en/innodb-performance-midpoint_insertion.html ·
 * https://dev.mysql.com/doc/refman/8.4/en/memory-use.html
 */
export function mysqlMemory(built: Built): Told[] {
  const mysql = at(built.resource, ['spec', 'mysql']);
  const configuration = text(at(mysql, ['configuration']));
  const option = (name: string) =>
    new RegExp(`^\\s*${name.replaceAll('_', '[-_]')}\\s*=\\s*(\\w+)`, 'm').exec(configuration)?.[1];
  const pool = bytesOf(option('innodb_buffer_pool_size'));
  const said = { built, field: 'spec.mysql.configuration', limit: limitOf(mysql) };
  return [
    { ...said, what: 'innodb_buffer_pool_size', takes: pool, part: 0.75 },
    {
      ...said,
      what: 'innodb_buffer_pool_size and the stacks of max_connections',
      takes: pool === 0 ? 0 : pool + bytesOf(option('max_connections') ?? '151') * 2 ** 20,
      part: 1,
    },
  ];
}

/**
 * The cache, where it is set: "avoid increasing it above its default", which is half of memory without 1 GiB, but never
 * less than 256 MiB. https://www.mongodb.com/docs/manual/core/wiredtiger/#memory-use
 */
export function mongodbMemory(built: Built): Told[] {
  const { spec } = built.resource;
  const sets = list(at(spec, ['replsets']) as object[] | undefined).map(
    (set) => [`spec.replsets[${text(at(set, ['name']))}]`, set] as const,
  );
  const all = [...sets, ['spec.sharding.configsvrReplSet', at(spec, ['sharding', 'configsvrReplSet'])] as const];
  return all.flatMap(([path, set]) => {
    const limit = limitOf(set);
    const given = /^\s*cacheSizeGB:\s*([\d.]+)/m.exec(text(at(set, ['configuration'])))?.[1];
    const ratio = at(set, ['storage', 'wiredTiger', 'engineConfig', 'cacheSizeRatio']);
    const part = Math.max((limit - 2 ** 30) / 2, 2 ** 28) / Math.max(limit, 1);
    return [
      { built, field: `${path}.configuration`, what: 'cacheSizeGB', takes: Number(given ?? 0) * 2 ** 30, limit, part },
      {
        built,
        field: `${path}.storage.wiredTiger.engineConfig.cacheSizeRatio`,
        what: 'cacheSizeRatio of what 1Gi leaves',
        takes: typeof ratio === 'number' ? ratio * Math.max(0, limit - 2 ** 30) : 0,
        limit,
        part,
      },
    ];
  });
}

/** The heap: "no more than 50% of your system RAM". https://cassandra.apache.org/doc/latest/cassandra/managing/operating/hardware.html */
export function cassandraMemory(built: Built): Told[] {
  const cassandra = at(built.resource, ['spec', 'cassandra']);
  const path = 'spec.cassandra.config.jvmOptions.heap_max_size';
  const takes = quantity(at(cassandra, ['config', 'jvmOptions', 'heap_max_size'])) ?? 0;
  return [{ built, field: path, what: 'heap_max_size', takes, limit: limitOf(cassandra), part: 0.5 }];
}

/** The mark above which publishers wait: "recommended between 0.4 and 0.7". https://www.rabbitmq.com/docs/memory */
export function rabbitmqMemory(built: Built): Told[] {
  const { spec } = built.resource;
  const [, kind, value] =
    /^\s*vm_memory_high_watermark\.(relative|absolute)\s*=\s*(\S+)/m.exec(
      text(at(spec, ['rabbitmq', 'additionalConfig'])),
    ) ?? [];
  const limit = limitOf(spec);
  const takes = kind === 'relative' ? Number(value) * limit : (quantity(value?.replace(/B$/, '')) ?? 0);
  return [
    {
      built,
      field: 'spec.rabbitmq.additionalConfig',
      what: `vm_memory_high_watermark.${kind}`,
      takes,
      limit,
      part: 0.7,
    },
  ];
}
