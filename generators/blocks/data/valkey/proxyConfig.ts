import { valkeyPorts } from './names.ts';

/** The members that a proxy checks. */
export interface ProxyTargets {
  /** Name of the system in Sentinel. */
  readonly set: string;
  /** Host name of each member. */
  readonly hosts: readonly string[];
}

/** Maximum number of connections of one proxy. Each takes about 35 KiB of its memory. */
const connections = 2000;

/**
 * The command `AUTH` in the protocol's own form, which gives the length of each word: so a password may hold spaces and
 * quotes. https://valkey.io/topics/protocol/
 */
const logIn = String.raw`*2\r\n\$4\r\nAUTH\r\n\$%[env(PASSWORD),length]\r\n%[env(PASSWORD)]\r\n`;

/**
 * `haproxy.cfg`, which forwards every connection to the primary. The primary is the member that reports `role:master`
 * and that a majority of Sentinels names. A former primary that was cut off, or that has come back, receives no
 * connections. When a member stops being the primary, HAProxy closes its connections, and clients that reconnect reach
 * the new primary.
 *
 * The password comes from the environment. HAProxy resolves the members' names all the time, because their addresses
 * change: https://docs.haproxy.org/3.2/configuration.html#5.3 · checks:
 * https://docs.haproxy.org/3.2/configuration.html#tcp-check%20expect
 */
export function proxyConfig({ set, hosts }: ProxyTargets): string {
  const { valkey, sentinel, proxy } = valkeyPorts;
  const majority = Math.floor(hosts.length / 2) + 1;
  const members = hosts.map((host, index) => ({ host, index, short: host.slice(0, host.indexOf('.')) }));
  const server = (name: string, host: string, port: number) =>
    `server ${name} ${host}:${port} resolvers cluster init-addr none check inter 1s fastinter 500ms fall 2 rise 1`;
  const login = ['tcp-check connect', `tcp-check send-lf "${logIn}"`, 'tcp-check expect string +OK'];
  const sections: readonly (readonly string[])[] = [
    ['global', `maxconn ${connections}`, 'hard-stop-after 5s', 'log stdout format raw daemon notice'],
    [
      'defaults',
      'mode tcp',
      'log global',
      'timeout connect 2s',
      'timeout check 2s',
      'timeout client 1h',
      'timeout server 1h',
      'option clitcpka',
      'option srvtcpka',
    ],
    ['resolvers cluster', 'parse-resolv-conf', 'timeout resolve 1s', 'timeout retry 1s', 'hold valid 2s'],
    [
      'frontend health',
      'mode http',
      `bind :${proxy}`,
      'monitor-uri /health',
      'http-request use-service prometheus-exporter if { path /metrics }',
    ],
    [
      'frontend primary',
      `bind :${valkey}`,
      ...members.map(
        ({ index }) =>
          `use_backend member-${index} if { srv_is_up(member-${index}/server) } { nbsrv(chosen-${index}) ge ${majority} }`,
      ),
    ],
    ...members.map(({ index, host }) => [
      `backend member-${index}`,
      'option tcp-check',
      ...login,
      'tcp-check send "INFO replication\\r\\n"',
      'tcp-check expect min-recv 0 string role:master',
      `${server('server', host, valkey)} on-marked-down shutdown-sessions`,
    ]),
    ...members.map(({ index, short }) => [
      `backend chosen-${index}`,
      'option tcp-check',
      ...login,
      `tcp-check send "SENTINEL get-master-addr-by-name ${set}\\r\\n"`,
      `tcp-check expect min-recv 0 string ${short}.`,
      ...members.map((other) => server(`sentinel-${other.index}`, other.host, sentinel)),
    ]),
  ];
  return `${sections.map(([head, ...lines]) => [head, ...lines.map((line) => `  ${line}`)].join('\n')).join('\n\n')}\n`;
}
