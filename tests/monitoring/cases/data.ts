import type { AlertCases } from '../alertCase.ts';

const users = 'namespace="data",pod="users-2"';
const user = { namespace: 'data', pod: 'users-2' };
const standby = { [`cnpg_collector_replica_mode{${users}}`]: '1x60' };
const active = { [`cnpg_collector_replica_mode{${users}}`]: '0x60' };
const lastBackup = `barman_cloud_cloudnative_pg_io_last_available_backup_timestamp{${users}}`;
const mysql = 'namespace="data",pod="payments-mysql-1"';
const mongodb = 'namespace="data",pod="feed-rs0-0",rs_nm="rs0",cl_role="shardsvr"';
const valkey = 'namespace="data",pod="cache-0"';
const broker = 'namespace="data",service="events",pod="events-server-0"';
const queue = `${broker},vhost="/",queue="mail"`;
const dead = `${broker},vhost="/",queue="mail.dead"`;
/** The queue of a subscription, on the same broker: what happens in one queue is said of that one alone. */
const subscription = `${broker},vhost="/",queue="purchases.search"`;
const ofQueue = { namespace: 'data', queue: 'mail' };

/** Two members: one answers, or none does. Of another system all answer. */
function unavailable(system: string, database: string, up: string, members: readonly [string, string]): AlertCases {
  const [first, second] = members.map((pod) => `${up}{namespace="data",pod="${pod}"}`) as [string, string];
  return {
    [`${system} DatabaseUnavailable`]: {
      fires: { [first]: '1x3 0x10', [second]: '0x13', [`${up}{namespace="data",pod="other-1"}`]: '1x13' },
      quiet: { [first]: '1x13', [second]: '0x13' },
      at: '10m',
      labels: { namespace: 'data', database },
      summary: `No member of ${database} in data answers: every app that needs it fails, or nobody sees how it is`,
    },
  };
}

export const dataCases: AlertCases = {
  ...unavailable('postgres', 'users', 'cnpg_collector_up', ['users-1', 'users-2']),
  ...unavailable('mysql', 'payments', 'mysql_up', ['payments-mysql-0', 'payments-mysql-1']),
  ...unavailable('mongodb', 'feed', 'mongodb_up', ['feed-rs0-0', 'feed-rs0-1']),
  ...unavailable('valkey', 'cache', 'redis_up', ['cache-0', 'cache-1']),
  'postgres PostgresReplicationLag': {
    fires: { ...active, [`cnpg_pg_replication_lag{${users}}`]: '45x15' },
    quiet: { ...standby, [`cnpg_pg_replication_lag{${users}}`]: '45x15' },
    at: '10m',
    labels: user,
    summary: 'users-2 is 45s behind the primary of users: readers see old data',
  },
  'postgres PostgresReplicaNotStreaming': {
    fires: {
      ...active,
      [`cnpg_pg_replication_in_recovery{${users}}`]: '1x15',
      [`cnpg_pg_replication_is_wal_receiver_up{${users}}`]: '0x15',
    },
    quiet: {
      ...standby,
      [`cnpg_pg_replication_in_recovery{${users}}`]: '1x15',
      [`cnpg_pg_replication_is_wal_receiver_up{${users}}`]: '0x15',
    },
    at: '10m',
    labels: user,
    summary: 'users-2 receives nothing from the primary of users: it cannot take over',
  },
  'postgres PostgresStandbyBehind': {
    fires: { ...standby, [`cnpg_pg_replication_lag{${users}}`]: '2400x40' },
    quiet: { ...standby, [`cnpg_pg_replication_lag{${users}}`]: '400x40' },
    at: '30m',
    labels: user,
    summary: 'The standby cluster’s copy of users is 40m 0s behind: so much is lost if it takes over now',
  },
  'postgres PostgresConnectionsNearLimit': {
    fires: {
      [`cnpg_backends_total{${users},datname="app",state="active"}`]: '30x15',
      [`cnpg_backends_total{${users},datname="app",state="idle"}`]: '60x15',
      [`cnpg_pg_settings_setting{${users},name="max_connections"}`]: '100x15',
    },
    quiet: {
      [`cnpg_backends_total{${users},datname="app",state="active"}`]: '30x15',
      [`cnpg_pg_settings_setting{${users},name="max_connections"}`]: '100x15',
      [`cnpg_pg_settings_setting{${users},name="max_wal_senders"}`]: '10x15',
    },
    at: '10m',
    labels: user,
    summary: 'users-2 has 90% of the connections it allows: soon apps get none',
  },
  'postgres PostgresPoolerWaits': {
    fires: {
      'cnpg_pgbouncer_pools_cl_waiting{namespace="data",pod="users-pooler-rw-1",database="app",user="app"}': '3x15',
    },
    quiet: {
      'cnpg_pgbouncer_pools_cl_waiting{namespace="data",pod="users-pooler-rw-1",database="app",user="app"}':
        '3 3 3 0x15',
    },
    at: '10m',
    labels: { namespace: 'data', pod: 'users-pooler-rw-1' },
    summary: '3 clients of users-pooler-rw-1 wait for a connection to the database: apps are slow',
  },
  'postgres PostgresArchivingFails': {
    fires: {
      [`cnpg_pg_stat_archiver_last_failed_time{${users}}`]: '0+60x30',
      [`cnpg_pg_stat_archiver_last_archived_time{${users}}`]: '30x30',
    },
    quiet: {
      [`cnpg_pg_stat_archiver_last_failed_time{${users}}`]: '-1x30',
      [`cnpg_pg_stat_archiver_last_archived_time{${users}}`]: '0+60x30',
    },
    at: '25m',
    labels: user,
    summary: 'users-2 cannot archive its log: what users writes now is in no backup, and its volume fills',
  },
  'postgresBackup PostgresBackupOld': {
    fires: { [lastBackup]: '3600x40' },
    quiet: { [lastBackup]: '3600x10 90000x30' },
    at: '33h',
    every: '1h',
    labels: { namespace: 'data' },
    summary: 'users in data has no base backup from the last 30 hours, or does not say',
  },
  'mysql MysqlDown': {
    fires: { [`mysql_up{${mysql}}`]: '0x15' },
    quiet: { [`mysql_up{${mysql}}`]: '0 0 1x15' },
    at: '10m',
    labels: { namespace: 'data', pod: 'payments-mysql-1' },
    summary: 'payments-mysql-1 of payments does not answer: one more, and the database stops',
  },
  'mysql MysqlMemberNotOnline': {
    fires: {
      [`mysql_perf_schema_replication_group_member_info{${mysql},member_host="payments-mysql-2",member_state="UNREACHABLE"}`]:
        '1x15',
    },
    quiet: {
      [`mysql_perf_schema_replication_group_member_info{${mysql},member_host="payments-mysql-2",member_state="ONLINE"}`]:
        '1x15',
    },
    at: '10m',
    labels: { namespace: 'data', member_host: 'payments-mysql-2', member_state: 'UNREACHABLE' },
    summary: 'payments-mysql-2 is UNREACHABLE in the group of payments: it counts for no majority',
  },
  'mysql MysqlReplicationBehind': {
    fires: { [`mysql_perf_schema_transactions_remote_in_applier_queue{${mysql},member_id="1"}`]: '20000x20' },
    quiet: { [`mysql_perf_schema_transactions_remote_in_applier_queue{${mysql},member_id="1"}`]: '200x20' },
    at: '15m',
    labels: { namespace: 'data', pod: 'payments-mysql-1' },
    summary: 'A member of payments has 20000 transactions still to apply: readers see old data, failover takes long',
  },
  'mongodb MongodbReplicationLag': {
    fires: {
      [`mongodb_rs_members_optimeDate{${mongodb},member_idx="feed-rs0-0",member_state="PRIMARY"}`]: '200000+60000x15',
      [`mongodb_rs_members_optimeDate{${mongodb},member_idx="feed-rs0-1",member_state="SECONDARY"}`]: '0+60000x15',
    },
    quiet: {
      [`mongodb_rs_members_optimeDate{${mongodb},member_idx="feed-rs0-0",member_state="PRIMARY"}`]: '2000+60000x15',
      [`mongodb_rs_members_optimeDate{${mongodb},member_idx="feed-rs0-1",member_state="SECONDARY"}`]: '0+60000x15',
    },
    at: '10m',
    labels: { namespace: 'data', rs_nm: 'rs0' },
    summary: 'A secondary of feed/rs0 is 3m 20s behind its primary: readers see old data',
  },
  'mongodb MongodbMemberUnhealthy': {
    fires: {
      [`mongodb_rs_members_health{${mongodb},member_idx="feed-rs0-2",member_state="(not reachable/healthy)"}`]: '0x15',
    },
    quiet: { [`mongodb_rs_members_health{${mongodb},member_idx="feed-rs0-2",member_state="SECONDARY"}`]: '1x15' },
    at: '10m',
    labels: { namespace: 'data', rs_nm: 'rs0', member_idx: 'feed-rs0-2' },
    summary: 'Member feed-rs0-2 of feed/rs0 is not reachable for the others: one more, and nothing is written',
  },
  'valkey ValkeyDown': {
    fires: { [`redis_up{${valkey}}`]: '0x15' },
    quiet: { [`redis_up{${valkey}}`]: '0 0 1x15' },
    at: '10m',
    labels: { namespace: 'data', pod: 'cache-0' },
    summary: 'cache-0 of cache does not answer: one more, and there is no failover',
  },
  'valkey ValkeyMemoryNearLimit': {
    fires: { [`redis_memory_used_bytes{${valkey}}`]: '95x20', [`redis_memory_max_bytes{${valkey}}`]: '100x20' },
    // No limit: 0.
    quiet: { [`redis_memory_used_bytes{${valkey}}`]: '95x20', [`redis_memory_max_bytes{${valkey}}`]: '0x20' },
    at: '15m',
    labels: { namespace: 'data', pod: 'cache-0' },
    summary: 'cache-0 has used 95% of its memory: then it evicts keys or refuses writes',
  },
  'valkey ValkeyReplicaDisconnected': {
    fires: { [`redis_master_link_up{${valkey},master_host="cache-1",master_port="6379"}`]: '0x15' },
    quiet: { [`redis_master_link_up{${valkey},master_host="cache-1",master_port="6379"}`]: '1x15' },
    at: '10m',
    labels: { namespace: 'data', pod: 'cache-0' },
    summary: 'cache-0 receives nothing from the primary of cache: it cannot take over',
  },
  'rabbitmq RabbitmqBlocksPublishers': {
    fires: { [`rabbitmq_alarms_free_disk_space_watermark{${broker}}`]: '1x5' },
    quiet: {
      [`rabbitmq_alarms_free_disk_space_watermark{${broker}}`]: '0x5',
      [`rabbitmq_alarms_memory_used_watermark{${broker}}`]: '0x5',
    },
    at: '3m',
    labels: { namespace: 'data', service: 'events' },
    summary: 'events in data takes no messages: memory or disk is at its limit, and whoever publishes waits',
  },
  'rabbitmq QueueWithoutConsumers': {
    fires: {
      [`rabbitmq_detailed_queue_messages_ready{${queue}}`]: '7x15',
      [`rabbitmq_detailed_queue_consumers{${queue}}`]: '0x15',
      [`rabbitmq_detailed_queue_messages_ready{${subscription}}`]: '7x15',
      [`rabbitmq_detailed_queue_consumers{${subscription}}`]: '2x15',
    },
    quiet: {
      [`rabbitmq_detailed_queue_messages_ready{${queue}}`]: '7x15',
      [`rabbitmq_detailed_queue_consumers{${queue}}`]: '2x15',
      [`rabbitmq_detailed_queue_messages_ready{${dead}}`]: '7x15',
      [`rabbitmq_detailed_queue_consumers{${dead}}`]: '0x15',
    },
    at: '10m',
    labels: ofQueue,
    summary: 'Queue mail has 7 messages, and nobody takes them',
  },
  'rabbitmq QueueWaitsLong': {
    fires: {
      [`rabbitmq_detailed_queue_messages_ready{${queue}}`]: '2000x40',
      [`rabbitmq_detailed_queue_messages_acked_total{${queue}}`]: '0+120x40',
      [`rabbitmq_detailed_queue_messages_ready{${subscription}}`]: '2000x40',
      [`rabbitmq_detailed_queue_messages_acked_total{${subscription}}`]: '0+1200x40',
    },
    quiet: {
      [`rabbitmq_detailed_queue_messages_ready{${queue}}`]: '2000x40',
      [`rabbitmq_detailed_queue_messages_acked_total{${queue}}`]: '0+1200x40',
    },
    at: '30m',
    labels: ofQueue,
    summary: 'At this pace a message in queue mail waits more than ten minutes; 2000 wait',
  },
  'rabbitmq QueueGrows': {
    fires: { [`rabbitmq_detailed_queue_messages_ready{${queue}}`]: '1000+20x80' },
    quiet: { [`rabbitmq_detailed_queue_messages_ready{${queue}}`]: '5000-20x80' },
    at: '60m',
    labels: ofQueue,
    summary: 'Queue mail has been growing for 30 minutes: 2200 messages wait',
  },
  'rabbitmq DeadLetters': {
    fires: {
      [`rabbitmq_detailed_queue_messages_ready{${dead}}`]: '0x10 3x10',
      [`rabbitmq_detailed_queue_messages_ready{${subscription}}`]: '0x10 3x10',
    },
    quiet: {
      [`rabbitmq_detailed_queue_messages_ready{${dead}}`]: '3x20',
      [`rabbitmq_detailed_queue_messages_ready{${queue}}`]: '0+5x20',
    },
    at: '15m',
    labels: { namespace: 'data', queue: 'mail.dead' },
    summary: 'Messages were given up and are in mail.dead: what they should have done has not happened',
  },
};
