import { formatBytes } from '../../generators/model/quantity.ts';
import { rule } from '../../generators/model/rule.ts';
import { memoryUses } from '../cluster/facts.ts';
import { configMap, deployment } from '../example/api.ts';
import { database } from '../example/database.ts';
import { cassandra, cassandraSchedule, mongodb, mysql, rabbitmq } from '../example/systems.ts';
import { withField } from '../example/withField.ts';

const container = 'spec.template.spec.containers[api]';
const parameters = (given: Record<string, string>) => withField(database, 'spec.postgresql.parameters', given);
const mysqlWith = (line: string) => withField(mysql, 'spec.mysql.configuration', `[mysqld]\n${line}\n`);

const memoryFitsParameters = rule({
  code: 'memory-fits-parameters',
  severity: 'error',
  title: 'What a program is told to take of memory fits its container, with the room its documentation asks for.',
  why:
    'A buffer or heap as large as the limit is no problem until it has filled: then the kernel kills the program at full ' +
    'load, and a database begins again with cold caches. ' +
    'https://kubernetes.io/docs/tasks/configure-pod-container/assign-memory-resource/#exceed-a-container-s-memory-limit',
  fix: 'Lower the parameter, or raise the memory limit of the container.',
  *check(view) {
    for (const { built: object, field, what, takes, limit, part } of memoryUses(view)) {
      // Programs round what they are told to whole pages and blocks.
      if (takes <= limit * part + 2 ** 20) continue;
      const most = part === 1 ? '' : `, and should take ${formatBytes(Math.floor(limit * part))} at most`;
      const message = `${what}: ${formatBytes(Math.floor(takes))} of ${formatBytes(limit)}${most}.`;
      yield { object, field, message };
    }
  },
  passes: [
    { title: 'a quarter for shared buffers', objects: [parameters({ shared_buffers: '512MB', work_mem: '5MB' })] },
    {
      title: 'servers as their documentation has them',
      objects: [mysql, mongodb, cassandra, cassandraSchedule, rabbitmq],
    },
    {
      title: 'a heap of three quarters',
      objects: [withField(configMap, 'data.JAVA_OPTS', '-XX:MaxRAMPercentage=75')],
    },
    {
      title: 'a parameter without a limit to compare it with',
      objects: [withField(parameters({ shared_buffers: '1GB' }), 'spec.resources', {})],
    },
  ],
  fails: [
    { title: 'shared buffers of half the memory', objects: [parameters({ shared_buffers: '1GB', work_mem: '1MB' })] },
    {
      title: 'no shared buffers, and no room for what sorts beside them',
      objects: [parameters({ shared_buffers: '0MB', work_mem: '4MB', max_connections: '600' })],
    },
    { title: 'shared buffers in blocks', objects: [parameters({ shared_buffers: '131072', work_mem: '1MB' })] },
    {
      title: 'more connections than have room to sort',
      objects: [parameters({ shared_buffers: '512MB', max_connections: '500' })],
    },
    { title: 'a buffer pool of all memory', objects: [mysqlWith('innodb_buffer_pool_size = 1900M')] },
    {
      title: 'a buffer pool beside too many connections',
      objects: [mysqlWith('innodb-buffer-pool-size=1G\nmax_connections=1500')],
    },
    {
      title: 'a cache above the default',
      objects: [
        withField(
          mongodb,
          'spec.replsets[rs0].configuration',
          'storage:\n  wiredTiger:\n    engineConfig:\n      cacheSizeGB: 1.5\n',
        ),
      ],
    },
    {
      title: 'a heap of three quarters for Cassandra',
      objects: [withField(cassandra, 'spec.cassandra.config.jvmOptions.heap_max_size', '1536Mi'), cassandraSchedule],
    },
    {
      title: 'a high watermark near the limit',
      objects: [
        withField(rabbitmq, 'spec.rabbitmq', { additionalConfig: 'vm_memory_high_watermark.relative = 0.95\n' }),
      ],
    },
    { title: 'a heap of all memory', objects: [withField(configMap, 'data.JAVA_OPTS', '-Xms64m -Xmx256m')] },
    {
      title: 'a share of the limit in an argument',
      objects: [withField(deployment, `${container}.args`, ['-XX:MaxRAMPercentage=95'])],
    },
    { title: 'a soft limit at the hard one', objects: [withField(configMap, 'data.GOMEMLIMIT', '256MiB')] },
    {
      title: 'a cache that may fill its container',
      objects: [withField(deployment, `${container}.args`, ['valkey-server', '--maxmemory', '250mb'])],
    },
    {
      title: 'a cache that may fill its container by a mounted file',
      objects: [
        withField(
          withField(
            withField(deployment, 'spec.template.spec.volumes[1]', { name: 'config', configMap: { name: 'api' } }),
            `${container}.volumeMounts[1]`,
            { name: 'config', mountPath: '/etc/valkey' },
          ),
          `${container}.command`,
          ['valkey-server', '/etc/valkey/valkey.conf'],
        ),
        withField(configMap, 'data', { 'valkey.conf': 'port 6379\nmaxmemory 260000000\n' }),
      ],
    },
  ],
});

export default memoryFitsParameters;
