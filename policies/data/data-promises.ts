import type { Resource } from '../../generators/model/resource.ts';
import { rule } from '../../generators/model/rule.ts';
import { promisesBroken } from '../cluster/facts.ts';
import { database } from '../example/database.ts';
import { hook } from '../example/job.ts';
import { dataMetadataOf, metadataOf } from '../example/parts.ts';
import { cassandra, cassandraSchedule, mongodb, mysql, rabbitmq } from '../example/systems.ts';
import { withField } from '../example/withField.ts';

const broker = { rabbitmqClusterReference: { name: 'events' }, vhost: '/' };
const queue: Resource = {
  apiVersion: 'rabbitmq.com/v1beta1',
  kind: 'Queue',
  metadata: dataMetadataOf('events', 'data'),
  spec: { ...broker, name: 'events', type: 'quorum', durable: true },
};
const policy: Resource = {
  apiVersion: 'rabbitmq.com/v1beta1',
  kind: 'Policy',
  metadata: metadataOf('events', 'data'),
  spec: {
    ...broker,
    name: 'events',
    pattern: '^events$',
    definition: {
      'max-length': 1000,
      overflow: 'reject-publish',
      'dead-letter-exchange': 'dead',
      'dead-letter-strategy': 'at-least-once',
    },
  },
};
const parameter = (name: string, value: string) => withField(database, 'spec.postgresql.parameters', { [name]: value });
const option = (line: string) => withField(mysql, 'spec.mysql.configuration', `[mysqld]\n${line}\n`);

const dataPromises = rule({
  code: 'data-promises',
  severity: 'error',
  title: 'Databases and brokers keep what docs/data.md promises: what was confirmed survives a crash, a node, a zone.',
  why:
    'A server that confirms before it has written, or before a second one has, is faster in every test, and loses orders ' +
    'and messages on the first bad day. https://www.postgresql.org/docs/current/wal-reliability.html',
  fix: 'Take the weaker setting away; or change the promise in docs/data.md, and declare the exception here.',
  *check(view) {
    yield* promisesBroken(view);
  },
  passes: [
    {
      title: 'a standby that has received a commit, and an archive a minute behind',
      objects: [
        withField(database, 'spec.postgresql.parameters', {
          synchronous_commit: 'remote_write',
          archive_timeout: '1min',
        }),
      ],
    },
    {
      title: 'one server in the one zone of a cluster',
      objects: [withField(withField(mysql, 'spec.unsafeFlags', { mysqlSize: true }), 'spec.mysql.size', 3)],
      cluster: { zones: ['us-east-1a'] },
    },
    { title: 'queues and policies that lose nothing', objects: [rabbitmq, queue, policy] },
  ],
  fails: [
    { title: 'commits on one instance', objects: [withField(database, 'spec.postgresql.synchronous', undefined)] },
    {
      title: 'a second instance where there is one',
      objects: [withField(database, 'spec.postgresql.synchronous.dataDurability', 'preferred')],
    },
    { title: 'writes that stay in memory', objects: [parameter('fsync', 'off')] },
    { title: 'commits that are confirmed at once', objects: [parameter('synchronous_commit', 'local')] },
    { title: 'torn pages', objects: [parameter('full_page_writes', 'off')] },
    { title: 'an archive an hour behind', objects: [parameter('archive_timeout', '1h')] },
    { title: 'MySQL: a log that is written each second', objects: [option('innodb_flush_log_at_trx_commit=2')] },
    { title: 'MySQL: a log that the disk has some time', objects: [option('sync-binlog = 0')] },
    { title: 'MySQL: replication that does not wait', objects: [withField(mysql, 'spec.mysql.clusterType', 'async')] },
    { title: 'MySQL: no proxy', objects: [withField(mysql, 'spec.proxy.haproxy.enabled', false)] },
    { title: 'MySQL: any size', objects: [withField(mysql, 'spec.unsafeFlags', { mysqlSize: true })] },
    {
      title: 'MongoDB: no changes between backups',
      objects: [withField(mongodb, 'spec.backup.pitr.enabled', false)],
    },
    {
      title: 'MongoDB: no journal',
      objects: [withField(mongodb, 'spec.replsets[rs0].configuration', 'storage:\n  journal:\n    enabled: false\n')],
    },
    {
      title: 'MongoDB: a vote without data',
      objects: [withField(mongodb, 'spec.replsets[rs0].arbiter', { enabled: true, size: 1 })],
    },
    {
      title: 'Cassandra: two nodes on one host',
      objects: [cassandraSchedule, withField(cassandra, 'spec.cassandra.softPodAntiAffinity', true)],
    },
    {
      title: 'Cassandra: a stopped datacenter',
      objects: [cassandraSchedule, withField(cassandra, 'spec.cassandra.datacenters[dc1].stopped', true)],
    },
    {
      title: 'Cassandra: no hints',
      objects: [
        cassandraSchedule,
        withField(cassandra, 'spec.cassandra.config.cassandraYaml', { hinted_handoff_enabled: false }),
      ],
    },
    {
      title: 'Cassandra: two copies',
      objects: [
        withField(hook, 'spec.template.spec.containers[worker].command', [
          '/bin/sh',
          '-ec',
          "cqlsh -e \"CREATE KEYSPACE feed WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 2};\"",
        ]),
      ],
    },
    {
      title: 'Cassandra: two copies of a keyspace whose name is quoted',
      objects: [
        withField(hook, 'spec.template.spec.containers[worker].command', [
          '/bin/sh',
          '-ec',
          `cqlsh <<CQL\nALTER KEYSPACE "feed" WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 2};\nCQL\n`,
        ]),
      ],
    },
    { title: 'a queue on one node', objects: [rabbitmq, withField(queue, 'spec.type', 'classic')] },
    { title: 'a queue that a restart takes', objects: [rabbitmq, withField(queue, 'spec.durable', false)] },
    { title: 'a queue that goes with its consumer', objects: [rabbitmq, withField(queue, 'spec.autoDelete', true)] },
    {
      title: 'a full queue that drops messages',
      objects: [rabbitmq, withField(policy, 'spec.definition.overflow', 'drop-head')],
    },
    {
      title: 'dead letters that may be lost',
      objects: [rabbitmq, withField(policy, 'spec.definition.dead-letter-strategy', undefined)],
    },
    {
      title: 'a broker of classic queues',
      objects: [withField(rabbitmq, 'spec.rabbitmq', { additionalConfig: 'default_queue_type = classic\n' })],
    },
  ],
});

export default dataPromises;
