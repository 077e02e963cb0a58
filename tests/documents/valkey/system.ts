import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wheelProgram } from '../../../lab/downloads/wheels.ts';
import type { RunningProgram } from '../../../lab/processes/processes.ts';
import { say } from '../../cluster/say.ts';
import type { Machine } from '../machine.ts';
import { proxies, type Workload } from './document.ts';
import { layOut, type Member } from './member.ts';

/** A running Valkey. */
export interface ValkeySystem {
  readonly members: readonly Member[];
  /** Address of a proxy. The only member's where there is none. */
  readonly entrance: string;
  readonly running: readonly RunningProgram[];
}

/** Starts all members of a Valkey with their Sentinels, and a proxy where it has one. */
export async function startValkey(machine: Machine, valkey: Workload, password: string): Promise<ValkeySystem> {
  const { address, processes } = machine;
  const { name } = valkey.object.metadata;
  const addresses = Array.from({ length: valkey.replicas }, (_, index) => address(11 + index));
  const here = (text: string) =>
    addresses.reduce((all, own, index) => {
      const hosts = new RegExp(`\\b${name}-${index}\\.(${name}-members\\.[a-z]+\\.svc\\.cluster\\.local)?`, 'g');
      return all.replaceAll(hosts, own);
    }, text);
  const members: Member[] = [];
  for (const [index, own] of addresses.entries()) {
    members.push(await layOut(machine, valkey, { index, address: own, password, here }));
  }
  const running = await Promise.all(members.map((member) => member.start('server')));
  running.push(...(await Promise.all(members.map((member) => member.start('sentinel')))));
  const proxy = proxies.find(
    ({ cluster, object }) => cluster === valkey.cluster && object.metadata.name === `${name}-proxy`,
  );
  if (!proxy) return { members, running, entrance: address(11) };
  const [entrance, file] = [address(10), join(machine.folder, `${name}.cfg`)];
  writeFileSync(file, here(proxy.config).replaceAll('bind :', `bind ${entrance}:`));
  running.push(
    await processes.start({
      name: `${name}-proxy-${processes.all().length}`,
      program: await wheelProgram('haproxy', say),
      args: ['-f', file],
      env: proxy.env(password),
      ready: async () => (await fetch(`http://${entrance}:8404/health`)).ok,
    }),
  );
  return { members, running, entrance };
}
