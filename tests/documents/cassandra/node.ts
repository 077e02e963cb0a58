import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { cassandraPorts } from '../../../generators/upstream/k8ssandra.ts';
import { cassandraJars } from '../../../lab/downloads/jars.ts';
import { wheelProgram } from '../../../lab/downloads/wheels.ts';
import { say } from '../../cluster/say.ts';
import type { Machine } from '../machine.ts';
import { type Account, cqlshProgram } from './cqlsh.ts';
import type { Cassandra } from './document.ts';
import { javaOptions } from './java.ts';

/** A node of Cassandra that runs: the only one of its cluster. */
export interface Node {
  /** Folder with a `bin/cqlsh` that reaches the node by the database's host name. */
  readonly folder: string;
  /**
   * Runs statements as a role, all of them.
   * @returns what they print, and the error of each that failed, by its place
   */
  ask(account: Account | undefined, ...statements: string[]): Promise<Answers>;
}

/** The answers of a node to some statements. */
export interface Answers {
  readonly text: string;
  /** The errors of the statements, `''` where there was none. */
  readonly errors: readonly string[];
}

/** The superuser of a new cluster. */
export const firstUser: Account = { username: 'cassandra', password: 'cassandra' };

/**
 * Starts a node with the settings of a `K8ssandraCluster`, and with those that the operators add: `ApplyAuthSettings` in
 * `pkg/cassandra/auth.go` of https://github.com/k8ssandra/k8ssandra-operator, `createRackProperties` and
 * `k8ssandraOverrides` in `pkg/config/builder.go` of https://github.com/k8ssandra/k8ssandra-client. The rest of the
 * image's own file is not here: Cassandra has its defaults.
 * @throws Failure when it does not start, with its last words
 */
export async function startNode({ processes, address, folder: root }: Machine, database: Cassandra): Promise<Node> {
  const { name, host, spec } = database;
  const [java, jars, cqlsh] = [
    await wheelProgram('java-17', say),
    await cassandraJars.folder(say),
    await cqlshProgram(),
  ];
  const [here, folder] = [address(1), join(root, `node-${processes.all().length}`)];
  for (const one of ['bin', 'tmp']) mkdirSync(join(folder, one), { recursive: true });
  writeFileSync(join(folder, 'bin/cqlsh'), cqlsh.script(host, here), { mode: 0o755 });
  const [datacenter] = spec.cassandra.datacenters;
  const place = `dc=${datacenter?.metadata.name}\nrack=${datacenter?.racks[0]?.name}\n`;
  writeFileSync(join(folder, 'cassandra-rackdc.properties'), place);
  writeFileSync(join(folder, 'cassandra.yaml'), stringify(configuration(database, here)));

  const ask: Node['ask'] = async (account, ...statements) => {
    const { stdout, stderr } = await cqlsh.run(here, account, statements);
    const errors = statements.map(() => '');
    for (const [, line, error = ''] of stderr.matchAll(/^<stdin>:(\d+):(.*)$/gm)) errors[Number(line) - 2] = error;
    if (/^Connection error: /m.test(stderr)) errors.fill(stderr);
    return { text: stdout, errors };
  };
  await processes.start({
    name: `cassandra-${name}-${processes.all().length}`,
    program: java,
    args: [...javaOptions(folder), '-cp', `${folder}:${jars}/*`, 'org.apache.cassandra.service.CassandraDaemon'],
    ready: async () =>
      (await listens(here)) && (await ask(firstUser, 'SELECT key FROM system.local;')).errors[0] === '',
    within: 120,
  });
  return { folder, ask };
}

function configuration({ name, spec }: Cassandra, address: string): object {
  const authentication = { authenticator: 'PasswordAuthenticator', authorizer: 'CassandraAuthorizer' };
  const seeds = { class_name: 'org.apache.cassandra.locator.SimpleSeedProvider', parameters: [{ seeds: address }] };
  return {
    ...(spec.auth && authentication),
    role_manager: 'CassandraRoleManager',
    ...spec.cassandra.config.cassandraYaml,
    cluster_name: name,
    endpoint_snitch: 'GossipingPropertyFileSnitch',
    listen_address: address,
    rpc_address: address,
    seed_provider: [seeds],
    // These have no defaults.
    partitioner: 'org.apache.cassandra.dht.Murmur3Partitioner',
    commitlog_sync: 'periodic',
    commitlog_sync_period: '10s',
  };
}

/** Whether clients can connect: cheaper than asking, while the node starts. */
function listens(host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(cassandraPorts.cql, host, () => resolve(true));
    socket.once('error', () => resolve(false)).once('connect', () => socket.destroy());
  });
}
