import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { runSync } from '../../../programs/run.ts';
import { valkeyScripts } from './scripts.ts';

type Script = keyof typeof valkeyScripts;
const members = ['a-0.m', 'a-1.m', 'a-2.m'];
/** A password, and what a configuration file says for it: bytes by their numbers. */
const password = `a "b" #'\\`;
const quoted = String.raw`"\x61\x20\x22\x62\x22\x20\x23\x27\x5c"`;

/** Folder in place of a member's file system, with programs that answer as recorded from real Sentinels. */
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'member-'));
  for (const one of ['etc/valkey', 'run/valkey', 'data', 'bin', 'answers']) {
    mkdirSync(join(folder, one), { recursive: true });
  }
  for (const [name, text] of Object.entries(valkeyScripts)) {
    writeFileSync(join(folder, 'etc/valkey', name), text.replaceAll(/ (>?)\/(etc|run|data)\//g, ` $1${folder}/$2/`));
  }
  writeFileSync(join(folder, 'etc/valkey/valkey.conf'), 'port 6379\n');
  const program = (name: string, text: string) =>
    writeFileSync(join(folder, 'bin', name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  writeFileSync(join(folder, 'bin/valkey-cli'), cli('slave'), { mode: 0o755 });
  program('valkey-server', 'echo "starts $*"');
  program('sleep', ':');
  program('timeout', 'shift; exec "$@"');
});
afterEach(() => rmSync(folder, { recursive: true }));

function says(member: string, primary: string, epoch: number, replicas = 2): void {
  const fields = ['name', 'answers', 'ip', primary, 'port', '6379', 'num-slaves', replicas, 'config-epoch', epoch];
  writeFileSync(join(folder, 'answers', member), `${fields.join('\n')}\n`);
}

/** `valkey-cli` that prints the file of a host in `answers`, and this member's role. */
const cli = (role: string) => `#!/bin/sh
echo "$*" >>${folder}/asked
[ "$1" = role ] && echo ${role} && exit
cat ${folder}/answers/"$2" 2>/dev/null || exit 1
`;

function run(script: Script, self: string, keeps = 'yes', all: readonly string[] = members): string {
  const { stdout, stderr, status } = runSync('sh', [join(folder, 'etc/valkey', script)], {
    env: {
      PATH: `${folder}/bin:${process.env.PATH}`,
      SELF: self,
      MEMBERS: all.join(' '),
      SET: 'answers',
      QUORUM: '2',
      KEEPS: keeps,
      PASSWORD: password,
    },
  });
  assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
  return stdout;
}

/** Host name that a starting server replicates, `undefined` for a primary. */
function follows(self: string, keeps?: string): string | undefined {
  assert.match(run('server.sh', self, keeps), /^starts .*\/run\/valkey\/valkey\.conf\n$/);
  return /^replicaof (\S+) 6379$/m.exec(readFileSync(join(folder, 'run/valkey/valkey.conf'), 'utf8'))?.[1];
}

for (const name of Object.keys(valkeyScripts) as Script[]) {
  test(`${name} is a script that a POSIX shell can read`, () => {
    const { stderr, status } = runSync('sh', ['-n'], { input: valkeyScripts[name] });
    assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
  });
}

test('at the very first start member 0 is the primary', () => {
  assert.equal(follows('a-0.m'), undefined);
  assert.equal(follows('a-2.m'), 'a-0.m');
});

test('of several answers about the primary the newest counts', () => {
  says('a-1.m', 'a-0.m', 3);
  says('a-2.m', 'a-2.m', 12);
  assert.equal(follows('a-0.m'), 'a-2.m');
});

test('what its own Sentinel knew last counts where no other answers', () => {
  writeFileSync(join(folder, 'data/sentinel.conf'), 'sentinel monitor answers a-1.m 6379 2\n');
  assert.equal(follows('a-0.m'), 'a-1.m');
  says('a-2.m', 'a-2.m', 1);
  assert.equal(follows('a-0.m'), 'a-2.m');
});

for (const [what, keeps, replicas, waits] of [
  ['that keeps nothing waits for another one', 'no', 2, 20],
  ['that keeps nothing has nobody to wait for', 'no', 0, 0],
  ['that has its data on disk starts at once', 'yes', 2, 0],
] as const) {
  test(`a primary that comes back and ${what}`, () => {
    says('a-1.m', 'a-0.m', 1, replicas);
    assert.equal(follows('a-0.m', keeps), undefined);
    const asked = readFileSync(join(folder, 'asked'), 'utf8')
      .split('\n')
      .filter((line) => line.includes('a-1.m'));
    assert.equal(asked.length, 1 + waits);
  });
}

test('a primary asks the others to take over, a single member nobody', () => {
  writeFileSync(join(folder, 'answers/a-1.m'), 'OK\n');
  const asked = (self: string, all: readonly string[]) => {
    writeFileSync(join(folder, 'asked'), '');
    writeFileSync(join(folder, 'bin/valkey-cli'), cli('master'), { mode: 0o755 });
    run('hand-over.sh', self, 'no', all);
    return readFileSync(join(folder, 'asked'), 'utf8')
      .split('\n')
      .filter((line) => line.includes('failover'));
  };
  assert.deepEqual(asked('a-0.m', members), ['-h a-1.m -p 26379 sentinel failover answers coordinated']);
  assert.deepEqual(asked('a-0.m', ['a-0.m']), []);
});

test('a Sentinel that was replaced has the same identity, and forgets what others know better', () => {
  writeFileSync(
    join(folder, 'data/sentinel.conf'),
    'sentinel monitor answers a-0.m 6379 2\nsentinel known-replica answers a-1.m 6379\nsentinel current-epoch 7\n',
  );
  const written = (self: string) => {
    run('sentinel.sh', self);
    return readFileSync(join(folder, 'data/sentinel.conf'), 'utf8');
  };
  const alone = written('a-2.m');
  assert.match(alone, /^sentinel monitor answers a-0\.m 6379 2$/m);
  assert.match(alone, /^sentinel known-replica answers a-1\.m 6379$/m);
  says('a-0.m', 'a-1.m', 8);
  const informed = written('a-2.m');
  assert.match(informed, /^sentinel monitor answers a-1\.m 6379 2$/m);
  assert.doesNotMatch(informed, /known-replica/);
  assert.match(informed, /^sentinel current-epoch 7$/m);
  const identity = /^sentinel myid [0-9a-f]{40}$/m;
  assert.equal(identity.exec(alone)?.[0], identity.exec(informed)?.[0]);
});

test('a server announces its name, asks for the password, and follows others with it', () => {
  says('a-1.m', 'a-1.m', 1);
  follows('a-0.m');
  assert.equal(
    readFileSync(join(folder, 'run/valkey/valkey.conf'), 'utf8'),
    `port 6379
replica-announce-ip a-0.m
requirepass ${quoted}
masterauth ${quoted}
replicaof a-1.m 6379
`,
  );
  assert.equal(statSync(join(folder, 'run/valkey/valkey.conf')).mode & 0o777, 0o600);
});

test('a Sentinel watches the primary by name, with the password, and begins a failover after five seconds', () => {
  says('a-0.m', 'a-1.m', 8);
  run('sentinel.sh', 'a-2.m');
  const identity = hash('sha1', 'a-2.m');
  assert.equal(
    readFileSync(join(folder, 'data/sentinel.conf'), 'utf8'),
    `port 26379
dir /tmp
sentinel resolve-hostnames yes
sentinel announce-hostnames yes
sentinel announce-ip a-2.m
sentinel announce-port 26379
sentinel myid ${identity}
requirepass ${quoted}
sentinel sentinel-pass ${quoted}
sentinel monitor answers a-1.m 6379 2
sentinel auth-pass answers ${quoted}
sentinel down-after-milliseconds answers 5000
sentinel failover-timeout answers 10000
sentinel parallel-syncs answers 1

`,
  );
  assert.equal(statSync(join(folder, 'data/sentinel.conf')).mode & 0o777, 0o600);
});

test('a Sentinel that nobody answers keeps what it knew, and its votes in any case', () => {
  const known = [
    'config-epoch 3',
    'leader-epoch 5',
    'current-epoch 7',
    'known-replica r',
    'known-sentinel s',
    'other o',
  ];
  writeFileSync(join(folder, 'data/sentinel.conf'), known.map((line) => `sentinel ${line}\n`).join(''));
  const kept = () => {
    run('sentinel.sh', 'a-2.m');
    const text = readFileSync(join(folder, 'data/sentinel.conf'), 'utf8');
    return known.filter((line) => text.split('\n').includes(`sentinel ${line}`));
  };
  assert.deepEqual(kept(), known.slice(0, 5));
  says('a-0.m', 'a-1.m', 8);
  assert.deepEqual(kept(), ['leader-epoch 5', 'current-epoch 7']);
});

for (const [answer, replication, isReady] of [
  ['PONG', 'role:master', true],
  ['PONG', 'role:slave\nmaster_link_status:up', true],
  ['PONG', 'role:slave\nmaster_link_status:down', false],
  ['LOADING', 'role:master', false],
] as const) {
  test(`a server that says ${answer} and ${replication.replace('\n', ', ')} is ${isReady ? '' : 'not '}ready`, () => {
    const text = `case "$1" in ping) echo ${answer};; info) printf '%s\\n' '${replication}';; esac`;
    writeFileSync(join(folder, 'bin/valkey-cli'), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
    const { status } = runSync('sh', [join(folder, 'etc/valkey/ready.sh')], {
      env: { PATH: `${folder}/bin:${process.env.PATH}` },
    });
    assert.equal(status === 0, isReady);
  });
}

test('without coordinated failovers a primary pauses writes, and follows whom the others chose', () => {
  const cli = `#!/bin/sh
echo "$*" >>${folder}/asked
case "$*" in
  role) if grep -q replicaof ${folder}/asked; then echo slave; else echo master; fi;;
  *coordinated) echo "ERR syntax error";;
  *failover*) echo OK;;
  *sentinel\\ master*) printf '%s\\n' ip a-2.m num-slaves 2 config-epoch 9;;
esac
`;
  writeFileSync(join(folder, 'bin/valkey-cli'), cli, { mode: 0o755 });
  run('hand-over.sh', 'a-0.m', 'yes');
  const asked = readFileSync(join(folder, 'asked'), 'utf8')
    .split('\n')
    .filter((line) => /failover|pause|replicaof/.test(line));
  assert.deepEqual(asked, [
    '-h a-1.m -p 26379 sentinel failover answers coordinated',
    'client pause 20000 write',
    '-h a-1.m -p 26379 sentinel failover answers',
    'replicaof a-2.m 6379',
  ]);
});

test('a replica hands nothing over', () => {
  run('hand-over.sh', 'a-1.m');
  assert.equal(readFileSync(join(folder, 'asked'), 'utf8'), 'role\n');
});
