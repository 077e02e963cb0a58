import type { Built, ClusterView, Violation } from '../../../generators/model/rule.ts';
import { at, entriesAt, listAt, textAt } from '../../kubernetes/reading.ts';

/**
 * Options of a server that give up transactions in a crash, and the value that does not:
 * https://dev.mysql.com/doc/refman/8.4/en/innodb-parameters.html#sysvar_innodb_flush_log_at_trx_commit ·
 * https://dev.mysql.com/doc/refman/8.4/en/replication-options-binary-log.html#sysvar_sync_binlog
 */
const durable: Readonly<Record<string, RegExp>> = {
  innodb_flush_log_at_trx_commit: /^1$/,
  sync_binlog: /^1$/,
  innodb_doublewrite: /^(on|1|true)$/i,
};

/** Group replication of safe sizes behind HAProxy, and transactions that are on disk when they are confirmed. */
export function mysqlPromises(object: Built, view: ClusterView): readonly Violation[] {
  const { spec } = object.resource;
  const type = textAt(spec, ['mysql', 'clusterType']);
  const lines = textAt(spec, ['mysql', 'configuration']).split('\n');
  const weak = lines.flatMap((line) => {
    const [, name = '', value = ''] = /^\s*([\w-]+)\s*=\s*(\S+)/.exec(line) ?? [];
    if (/^\s*(skip|disable)[-_]log[-_]bin\b/.test(line)) return [`${line.trim()}: nothing is replicated.`];
    const safe = durable[name.replaceAll('-', '_')];
    return safe && !safe.test(value) ? [`${name}=${value}: a crash loses transactions that were confirmed.`] : [];
  });
  return [
    ...(type === '' || type === 'group-replication'
      ? []
      : [
          { object, field: 'spec.mysql.clusterType', message: `It is ${type}: a failover loses what had not arrived.` },
        ]),
    ...weak.map((message) => ({ object, field: 'spec.mysql.configuration', message })),
    ...(at(spec, ['proxy', 'haproxy', 'enabled']) === true
      ? []
      : [{ object, field: 'spec.proxy.haproxy.enabled', message: 'Without it nothing leads writes to the primary.' }]),
    ...unsafe(object, view),
  ];
}

/** Members that all hold data, with a journal, and changes that are kept between backups. */
export function mongodbPromises(object: Built, view: ClusterView): readonly Violation[] {
  const { spec } = object.resource;
  const sets = listAt(spec, ['replsets']).map((set) => [`spec.replsets[${textAt(set, ['name'])}]`, set] as const);
  const all = [...sets, ['spec.sharding.configsvrReplSet', at(spec, ['sharding', 'configsvrReplSet'])] as const];
  const backup = at(spec, ['backup']);
  return [
    ...all.flatMap(([path, set]) => [
      ...(at(set, ['arbiter', 'enabled']) === true
        ? [
            {
              object,
              field: `${path}.arbiter.enabled`,
              message: 'An arbiter votes and holds no data: a majority may be one copy.',
            },
          ]
        : []),
      ...(/^\s*journal:\s*\n\s*enabled:\s*false/m.test(textAt(set, ['configuration']))
        ? [
            {
              object,
              field: `${path}.configuration`,
              message: 'Without a journal a crash loses writes that were confirmed.',
            },
          ]
        : []),
    ]),
    ...(at(backup, ['enabled']) === true && at(backup, ['pitr', 'enabled']) !== true
      ? [
          {
            object,
            field: 'spec.backup.pitr.enabled',
            message: 'What changes between backups is not kept: nobody can restore to a point in time.',
          },
        ]
      : []),
    ...unsafe(object, view),
  ];
}

/** Flags by which the operators let sizes pass that lose data. */
function unsafe(object: Built, { cluster }: ClusterView): readonly Violation[] {
  // One zone survives nothing anyway: https://docs.percona.com/percona-operator-for-mongodb/operator.html#unsafe-flags-section
  if (cluster.zones.length === 1) return [];
  return entriesAt(object.resource, ['spec', 'unsafeFlags'])
    .filter(([, value]) => value === true)
    .map(([name]) => ({
      object,
      field: `spec.unsafeFlags.${name}`,
      message: 'It lets a size pass that cannot lose a member.',
    }));
}
