import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Say } from '../../generators/programs/toolchain.ts';
import type { Lab } from '../lab.ts';
import { freePorts } from '../processes/ports.ts';
import { labProgram } from '../programs.ts';

/** A running Alertmanager, by its API: https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml */
export interface RunningAlertmanager {
  /** Such as `http://127.0.0.1:24017`. */
  readonly address: string;
  /** Hands over alerts, as Prometheus does. They last until nobody repeats them for five minutes. */
  post(alerts: readonly PostedAlert[]): Promise<void>;
  /** All alerts that it has, those that are told to nobody too. */
  alerts(): Promise<readonly KnownAlert[]>;
}

/** An alert as Prometheus sends it. */
export interface PostedAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An alert with what Alertmanager makes of it. */
export interface KnownAlert extends PostedAlert {
  readonly status: { readonly state: 'unprocessed' | 'active' | 'suppressed' };
}

/** Starts one Alertmanager, without a cluster of others, on a configuration. */
export async function startAlertmanager(
  { folder, processes }: Pick<Lab, 'folder' | 'processes'>,
  configuration: string,
  progress: Say,
): Promise<RunningAlertmanager> {
  const program = await labProgram('alertmanager', progress);
  const [port = 0] = await freePorts(1);
  const address = `http://127.0.0.1:${port}`;
  const storage = join(folder, 'alertmanager');
  mkdirSync(storage);
  await processes.start({
    name: 'alertmanager',
    program,
    args: [
      `--config.file=${configuration}`,
      `--storage.path=${storage}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    ready: async () => (await fetch(`${address}/-/ready`)).ok,
  });
  const alerts = `${address}/api/v2/alerts`;
  return {
    address,
    async post(all) {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(alerts, { method: 'POST', headers, body: JSON.stringify(all) });
      if (!answer.ok) throw new Error(`Alertmanager answers ${answer.status}: ${await answer.text()}`);
    },
    alerts: async () => (await (await fetch(alerts)).json()) as readonly KnownAlert[],
  };
}
