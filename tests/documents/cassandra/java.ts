import { join } from 'node:path';

const exports = [
  'java.base/java.lang.ref',
  'java.base/jdk.internal.misc',
  'java.management.rmi/com.sun.jmx.remote.internal.rmi',
  'java.rmi/sun.rmi.registry',
  'java.rmi/sun.rmi.server',
  'java.sql/java.sql',
  'jdk.attach/sun.tools.attach',
  'jdk.unsupported/sun.misc',
];
const opens = [
  ...['io', 'lang', 'lang.module', 'lang.reflect', 'util'].map((name) => `java.base/java.${name}`),
  ...['loader', 'math', 'module', 'ref', 'reflect', 'util.jar'].map((name) => `java.base/jdk.internal.${name}`),
  'java.base/sun.nio.ch',
  'jdk.management/com.sun.management.internal',
];

/**
 * Options of Java for a node that lives for a minute: what Cassandra needs of Java's own packages
 * (https://github.com/apache/cassandra/blob/cassandra-5.0/conf/jvm17-server.options), a small heap, and no waiting for
 * other nodes.
 * @param folder of its configuration and its data
 */
export function javaOptions(folder: string): string[] {
  const properties = {
    'jdk.attach.allowAttachSelf': 'true',
    'java.io.tmpdir': join(folder, 'tmp'),
    'cassandra.config': `file://${join(folder, 'cassandra.yaml')}`,
    'cassandra.storagedir': join(folder, 'data'),
    'cassandra.ring_delay_ms': '100',
    'cassandra.skip_wait_for_gossip_to_settle': '0',
    'cassandra.superuser_setup_delay_ms': '0',
  };
  return [
    ...exports.map((name) => `--add-exports=${name}=ALL-UNNAMED`),
    ...opens.map((name) => `--add-opens=${name}=ALL-UNNAMED`),
    ...Object.entries(properties).map(([name, value]) => `-D${name}=${value}`),
    ...['-Xms512m', '-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'],
  ];
}
