import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { until } from '../../lab/until.ts';
import { type Machine, openMachine } from './machine.ts';
import { valkeys } from './valkey/document.ts';
import type { Member } from './valkey/member.ts';
import { startValkey, type ValkeySystem } from './valkey/system.ts';

// A real Valkey runs with the generated files and start scripts, each of its sorts with all members.

/** A password with everything that a file, a shell or a protocol might read in it. */
const password = `it's "a\\ b" # $HOME %[x] é`;

for (const valkey of valkeys) {
  const { name } = valkey.object.metadata;
  describe(`${name} of ${valkey.cluster}`, () => {
    let machine: Machine;
    let system: ValkeySystem;
    before(async () => {
      machine = await openMachine();
      system = await startValkey(machine, valkey, password);
    });
    after(() => machine?.stop());

    const roleOf = async (member: Member) => (await member.ask(['role'])).split('\n')[0];
    const primary = async () => {
      for (const member of system.members) if ((await roleOf(member)) === 'master') return member;
      return assert.fail('none is the primary');
    };
    /** What a client of the one address is answered. */
    const answer = async (...command: string[]) => {
      const [member] = system.members;
      return (await member?.ask(['-h', system.entrance, ...command])) ?? '';
    };

    /** A client of the one address writes, as soon as that is possible. */
    const write = (key: string, value: string) =>
      until('a write is taken', 30, async () => {
        const said = await answer('set', key, value);
        return said === 'OK' || said;
      });

    test('every directive of valkey.conf has its value', async () => {
      const lines = valkey.files['valkey.conf']?.trimEnd().split('\n') ?? [];
      const [member] = system.members;
      assert.ok(member);
      for (const line of lines) {
        const [key = '', ...values] = line.split(' ');
        const [, ...shown] = (await member.ask(['config', 'get', key])).split('\n');
        const expected = values
          .join(' ')
          .replace(/^""$/, '')
          .replace(/^replica /, 'slave ');
        if (key === 'dir') assert.ok(shown.join().endsWith(expected), line);
        else assert.ok(shown.join().includes(expected) && shown.length > 0, `${line}: ${shown}`);
      }
    });

    test('the whole password opens it, and nothing else does', async () => {
      for (const { address } of system.members) {
        for (const port of ['6379', '26379']) {
          const member = system.members[0];
          const ask = (...command: string[]) => member?.ask(['-h', address, '-p', port, ...command]);
          assert.equal(await ask('--no-auth-warning', '-a', password, 'ping'), 'PONG');
          for (const wrong of [password.split(' ')[0] ?? '', `${password} `, `"${password}"`]) {
            assert.match((await ask('--no-auth-warning', '-a', wrong, 'ping')) ?? '', /WRONGPASS|NOAUTH/);
          }
        }
      }
    });

    test('every member is ready: a primary, and replicas that have their copy', async () => {
      await until('all members are ready', 30, async () => {
        const ready = await Promise.all(system.members.map((member) => member.script('ready.sh')));
        return ready.every(({ status }) => status === 0) || ready.map(({ reason }) => reason).join('; ');
      });
      const roles = await Promise.all(system.members.map(roleOf));
      assert.deepEqual(roles.toSorted(), ['master', ...Array(valkey.replicas - 1).fill('slave')]);
    });

    test('a client of its one address writes and reads', async () => {
      await write('before', '1');
      assert.equal(await answer('get', 'before'), '1');
    });

    if (valkey.replicas > 1) {
      test('Sentinels know each other and all replicas', async () => {
        await until('every Sentinel knows the others', 30, async () => {
          const said = await Promise.all(system.members.map((one) => one.ask(['info', 'sentinel'], 26_379)));
          const whole = `status=ok,address=${(await primary()).address}:6379,slaves=2,sentinels=3`;
          return said.every((text) => text.includes(whole)) || said.join('\n');
        });
      });

      test('before its pod is deleted, the primary hands its role over, and no write is lost', async () => {
        const old = await primary();
        const { status, reason } = await old.script('hand-over.sh');
        assert.equal(status, 0, reason);
        assert.equal(await roleOf(old), 'slave');
        await write('after', '2');
        assert.equal(await answer('get', 'before'), '1');
        assert.notEqual((await primary()).address, old.address);
      });

      test('a member that starts again follows the primary of the others', async () => {
        const now = await primary();
        const index = system.members.findIndex(({ address }) => address !== now.address);
        const again = system.members[index];
        assert.ok(again);
        await system.running[index]?.stop();
        await again.start('server');
        await until('it has its copy', 30, async () => (await again.script('ready.sh')).status === 0 || 'not ready');
        assert.match(await again.ask(['role']), new RegExp(`^slave\n${now.address}\n6379\nconnected`));
        assert.equal(await again.ask(['get', 'after']), '2');
      });
    }
  });
}
