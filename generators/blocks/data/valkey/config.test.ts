import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bytes } from '../../../model/quantity.ts';
import { valkeyConfig } from './config.ts';
import { proxyConfig } from './proxyConfig.ts';

const common = `port 6379
dir /data
maxmemory 697932185
`;
const limits = `maxmemory-clients 10%
client-output-buffer-limit replica 134217728 67108864 60
repl-backlog-size 33554432
repl-diskless-load on-empty-db
repl-diskless-sync-delay 1
tcp-keepalive 60
save ""
`;
const guarded = 'min-replicas-to-write 1\nmin-replicas-max-lag 10\n';

for (const [purpose, members, expected] of [
  ['cache', 1, `${common}maxmemory-policy allkeys-lru\n${limits}appendonly no\n`],
  ['cache', 3, `${common}maxmemory-policy allkeys-lru\n${limits}appendonly no\n`],
  ['broker', 1, `${common}maxmemory-policy noeviction\n${limits}appendonly yes\n`],
  ['broker', 3, `${common}maxmemory-policy noeviction\n${limits}appendonly yes\n${guarded}`],
] as const) {
  test(`a ${purpose} of ${members} with 1 GiB each is configured for what it is for`, () => {
    assert.equal(valkeyConfig(purpose, '1Gi', members), expected);
  });
}

test('a full cache forgets what its declaration says, and a broker nothing', () => {
  const policy = (purpose: 'cache' | 'broker') =>
    /^maxmemory-policy (.*)$/m.exec(valkeyConfig(purpose, '1Gi', 3, 'volatile-ttl'))?.[1];
  assert.deepEqual([policy('cache'), policy('broker')], ['volatile-ttl', 'noeviction']);
});

test('data and what is not counted as data fit into memory together, whatever its size', () => {
  const memory = fc.tuple(fc.integer({ min: 64, max: 9999 }), fc.constantFrom('Mi', 'Gi')).map(([n, unit]) => n + unit);
  fc.assert(
    fc.property(memory, fc.constantFrom('cache' as const, 'broker' as const), (size, purpose) => {
      const config = valkeyConfig(purpose, size, 3);
      const [data = 0, replica = 0] = [/^maxmemory (\d+)$/m, /^client-output-buffer-limit replica (\d+) /m].map((one) =>
        Number(one.exec(config)?.[1]),
      );
      // Two replicas that lag at once, and room for what a child process copies.
      assert.ok(data + 2 * replica < bytes(size));
      assert.ok(data > bytes(size) / 2);
    }),
  );
});

test('a proxy leads to the member that calls itself primary and that a majority of Sentinels calls so', () => {
  const config = proxyConfig({ set: 'answers', hosts: ['a-0.m.data', 'a-1.m.data', 'a-2.m.data'] });
  const section = (head: string) => config.split('\n\n').find((one) => one.startsWith(`${head}\n`));
  assert.equal(
    section('frontend primary'),
    `frontend primary
  bind :6379
  use_backend member-0 if { srv_is_up(member-0/server) } { nbsrv(chosen-0) ge 2 }
  use_backend member-1 if { srv_is_up(member-1/server) } { nbsrv(chosen-1) ge 2 }
  use_backend member-2 if { srv_is_up(member-2/server) } { nbsrv(chosen-2) ge 2 }`,
  );
  const check = 'resolvers cluster init-addr none check inter 1s fastinter 500ms fall 2 rise 1';
  const login = `  option tcp-check
  tcp-check connect
  tcp-check send-lf "*2\\r\\n\\$4\\r\\nAUTH\\r\\n\\$%[env(PASSWORD),length]\\r\\n%[env(PASSWORD)]\\r\\n"
  tcp-check expect string +OK`;
  assert.equal(
    section('backend member-1'),
    `backend member-1
${login}
  tcp-check send "INFO replication\\r\\n"
  tcp-check expect min-recv 0 string role:master
  server server a-1.m.data:6379 ${check} on-marked-down shutdown-sessions`,
  );
  assert.equal(
    section('backend chosen-1')?.trimEnd(),
    `backend chosen-1
${login}
  tcp-check send "SENTINEL get-master-addr-by-name answers\\r\\n"
  tcp-check expect min-recv 0 string a-1.
  server sentinel-0 a-0.m.data:26379 ${check}
  server sentinel-1 a-1.m.data:26379 ${check}
  server sentinel-2 a-2.m.data:26379 ${check}`,
  );
});

test('a proxy keeps idle connections for an hour, follows the members’ addresses, and tells its health and metrics', () => {
  const config = proxyConfig({ set: 'answers', hosts: ['a-0.m.data', 'a-1.m.data', 'a-2.m.data'] });
  assert.equal(
    config.slice(0, config.indexOf('frontend primary')),
    `global
  maxconn 2000
  hard-stop-after 5s
  log stdout format raw daemon notice

defaults
  mode tcp
  log global
  timeout connect 2s
  timeout check 2s
  timeout client 1h
  timeout server 1h
  option clitcpka
  option srvtcpka

resolvers cluster
  parse-resolv-conf
  timeout resolve 1s
  timeout retry 1s
  hold valid 2s

frontend health
  mode http
  bind :8404
  monitor-uri /health
  http-request use-service prometheus-exporter if { path /metrics }

`,
  );
  assert.match(config, /\n$/);
});
