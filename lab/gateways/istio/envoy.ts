import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wheelProgram } from '../../downloads/wheels.ts';
import type { Ground } from '../ground.ts';
import { bootstrap, envoyAdminPort } from './bootstrap.ts';
import type { GatewayPod } from './workloads.ts';

/** The Envoy of one pod of a gateway. */
export interface Envoy {
  readonly address: string;
  /** Configuration from istiod that it did not take, by the names of its counters: empty when it took all. */
  rejected(): Promise<readonly string[]>;
}

/** Starts an Envoy, and waits until it listens on its ports. */
export async function startEnvoy(
  { cluster, processes, progress }: Ground,
  pod: GatewayPod,
  serviceAccount: string,
  xds: string,
  ports: readonly number[],
): Promise<Envoy> {
  const { name, address } = pod;
  const file = join(cluster.folder, `${name}.json`);
  writeFileSync(file, JSON.stringify(bootstrap(pod, serviceAccount, xds)));
  const admin = async (path: string) => {
    const response = await fetch(`http://${address}:${envoyAdminPort}/${path}`);
    return response.ok ? response.text() : '';
  };
  await processes.start({
    name: `${cluster.name}-${name}`,
    program: await wheelProgram('envoy', progress),
    args: ['-c', file, '--concurrency', '1', '--disable-hot-restart', '--drain-time-s', '1', '-l', 'warning'],
    ready: async () => {
      const listeners = (await admin('ready')) && (await admin('listeners'));
      return ports.every((port) => listeners.includes(`${address}:${port}`));
    },
  });
  progress(`the gateway ${name} runs`);
  return {
    address,
    async rejected() {
      const counters = (await admin('stats?filter=rejected&usedonly')).trim();
      return counters === '' ? [] : counters.split('\n').filter((line) => !line.endsWith(': 0'));
    },
  };
}
