import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from '../../../lab/processes/ports.ts';
import type { Machine } from '../machine.ts';
import { brokerPrograms } from './programs.ts';

/** An answer of the management API. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A running broker. */
export interface Broker {
  /** Calls the management API, as `guest`, who may do everything, or as another user with the same password. */
  call(method: string, path: string, body?: object, user?: string): Promise<Answer>;
}

/** The password of every user. */
export const password = 'guest';

/**
 * Starts a broker with the lines that are generated, and with the management plugin, which the cluster operator enables
 * too. Further lines say where it listens.
 * @throws Failure when it does not start, with its last words
 */
export async function startBroker({ processes, address, folder: root }: Machine, generated: string): Promise<Broker> {
  const { home, erlang, epmd } = await brokerPrograms();
  const [mapper = 0, nodes = 0] = await freePorts(2);
  const [host, folder] = [address(1), join(root, `broker-${mapper}`)];
  mkdirSync(folder);
  const listens = [`listeners.tcp.1 = ${host}:5672`, `management.tcp.ip = ${host}`, 'management.tcp.port = 15672'];
  const users = ['loopback_users = none'];
  writeFileSync(join(folder, 'rabbitmq.conf'), `${generated}${[...listens, ...users].join('\n')}\n`);
  writeFileSync(join(folder, 'enabled_plugins'), '[rabbitmq_management].\n');
  const env = {
    PATH: `${erlang}:${process.env.PATH}`,
    HOME: folder,
    ERL_CRASH_DUMP: join(folder, 'crash'),
    ERL_EPMD_PORT: String(mapper),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_HOME: home,
    RABBITMQ_NODENAME: 'broker@localhost',
    RABBITMQ_DIST_PORT: String(nodes),
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq'),
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'enabled_plugins'),
    RABBITMQ_MNESIA_BASE: join(folder, 'data'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_LOGS: '-',
  };
  const call: Broker['call'] = async (method, path, body, user = 'guest') => {
    const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    const response = await fetch(`http://${host}:15672/api/${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  await processes.start({ name: `epmd-${mapper}`, program: epmd, args: [], env });
  await processes.start({
    name: `rabbitmq-${mapper}`,
    program: join(home, 'sbin/rabbitmq-server'),
    args: [],
    env,
    ready: async () => (await call('GET', 'health/checks/virtual-hosts')).status === 200,
    within: 90,
  });
  return { call };
}
