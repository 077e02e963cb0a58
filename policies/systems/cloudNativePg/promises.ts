import type { Built, ClusterView, Violation } from '../../../generators/model/rule.ts';
import { at, count, textAt } from '../../kubernetes/reading.ts';

/** Parameters that give up commits or whole pages in a crash, and the values that do not. */
const durable: Readonly<Record<string, RegExp>> = {
  fsync: /^(on|true|yes|1)$/,
  full_page_writes: /^(on|true|yes|1)$/,
  synchronous_commit: /^(on|remote_write|remote_apply|true|yes|1)$/,
};

/**
 * A commit is on two instances, survives a crash, and is in the archive within five minutes.
 * https://cloudnative-pg.io/documentation/current/replication/#synchronous-replication ·
 * https://www.postgresql.org/docs/current/runtime-config-wal.html
 */
export function postgresPromises(object: Built, view: ClusterView): readonly Violation[] {
  const { spec } = object.resource;
  const parameter = (name: string) => textAt(spec, ['postgresql', 'parameters', name]);
  const weak = Object.entries(durable).flatMap(([name, safe]) => {
    const value = parameter(name);
    const field = `spec.postgresql.parameters.${name}`;
    return value === '' || safe.test(value)
      ? []
      : [{ object, field, message: `It is ${value}: a crash loses commits that were confirmed.` }];
  });
  const late = secondsOf(parameter('archive_timeout'));
  return [
    ...synchronousFaults(object, view),
    ...weak,
    ...(late !== undefined && (late === 0 || late > 300)
      ? [
          {
            object,
            field: 'spec.postgresql.parameters.archive_timeout',
            message: `It is ${parameter('archive_timeout')}: the archive is to be at most five minutes behind.`,
          },
        ]
      : []),
  ];
}

/** One instance has nobody to wait for. */
function synchronousFaults(object: Built, { cluster }: ClusterView): readonly Violation[] {
  const { spec } = object.resource;
  if (count(at(spec, ['instances']), 1) < 2) return [];
  const synchronous = at(spec, ['postgresql', 'synchronous']);
  const field = 'spec.postgresql.synchronous';
  if (count(at(synchronous, ['number']), 0) < 1) {
    return [
      { object, field, message: 'No commit waits for a second instance: the loss of the primary loses commits.' },
    ];
  }
  // In two zones writes that must wait would end with either of them.
  if (cluster.zones.length < 3 || textAt(synchronous, ['dataDurability']) !== 'preferred') return [];
  const message = 'It is preferred: without a standby commits are confirmed that are on one instance alone.';
  return [{ object, field: `${field}.dataDurability`, message }];
}

/** A time as PostgreSQL takes it, in seconds: `300`, `5min`. */
function secondsOf(value: string): number | undefined {
  const [, digits, unit = 's'] = /^(\d+)\s*(s|min|h|d)?$/.exec(value) ?? [];
  const factors = { s: 1, min: 60, h: 3600, d: 86400 };
  return digits === undefined ? undefined : Number(digits) * factors[unit as keyof typeof factors];
}
