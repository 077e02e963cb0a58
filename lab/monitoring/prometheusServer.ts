import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { Say } from '../../generators/programs/toolchain.ts';
import { monitoringNamespace, prometheusName } from '../../generators/upstream/prometheus.ts';
import type { LabCluster } from '../lab.ts';
import { freePorts } from '../processes/ports.ts';
import type { Processes } from '../processes/processes.ts';
import { labProgram } from '../programs.ts';
import { type MountedFiles, placeFiles } from './prometheusFiles.ts';

/** A running Prometheus. */
export interface RunningPrometheus {
  /** Such as `http://127.0.0.1:24017`. */
  readonly address: string;
  /** The result of a query now: https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries */
  query(query: string): Promise<readonly Sample[]>;
  /** Stops it as a lost node does: who calls waits in vain. */
  lose(): void;
  /** It goes on with all that it had. */
  restore(): void;
}

/** Labels of a series, and its value. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What is not as in a cluster. */
interface Differences {
  /** Address of the one Alertmanager, whatever address its Service leads to. Default: the one that is found. */
  readonly alertmanager?: string;
  /** Every how many seconds targets are scraped and rules evaluated. Default: as declared. */
  readonly seconds?: number;
  /** An HTTP proxy by which targets are reached. Default: none. */
  readonly proxy?: string;
}

/** The parts of the configuration that change. */
interface Configuration {
  readonly global: Record<string, unknown>;
  readonly scrape_configs: (Record<string, unknown> & { readonly kubernetes_sd_configs: Record<string, unknown>[] })[];
  readonly alerting: {
    readonly alertmanagers: {
      readonly kubernetes_sd_configs: Record<string, unknown>[];
      readonly relabel_configs: unknown[];
    }[];
  };
  remote_write?: unknown;
}

/**
 * Starts one Prometheus with what the operator made for it, the command line too, and with the rights of its account.
 * Changed are the paths; the intervals, if asked; where the API server, the Alertmanager and targets are; and it writes to
 * no store.
 */
export async function startPrometheusServer(
  cluster: LabCluster,
  processes: Processes,
  mounted: MountedFiles,
  differences: Differences,
  progress: Say,
): Promise<RunningPrometheus> {
  const program = await labProgram('prometheus', progress);
  const authority = readFileSync(join(cluster.certificates, 'ca.crt'), 'utf8');
  const token = await accountToken(cluster);
  const folder = join(cluster.folder, 'prometheus');
  const kubeconfig = writeTokenKubeconfig(join(cluster.folder, 'prometheus.kubeconfig'), cluster, authority, token);
  const configuration = changed(mounted.configuration, differences, kubeconfig);
  const { args } = placeFiles(folder, { ...mounted, configuration }, { authority, token });
  const [port = 0] = await freePorts(1);
  const address = `http://127.0.0.1:${port}`;
  const running = await processes.start({
    name: `${cluster.name}-prometheus`,
    program,
    args: [...args, `--web.listen-address=127.0.0.1:${port}`],
    ready: async () => (await fetch(`${address}/-/ready`)).ok,
  });
  return {
    address,
    async query(query) {
      const answer = await fetch(`${address}/api/v1/query?${new URLSearchParams({ query })}`);
      const { status, error, data } = (await answer.json()) as QueryAnswer;
      if (status !== 'success') throw new Error(`Prometheus says to ${query}: ${error}`);
      return data.result.map(({ metric, value: [, value] }) => ({ labels: metric, value: Number(value) }));
    },
    lose: () => running.signal('SIGSTOP'),
    restore: () => running.signal('SIGCONT'),
  };
}

interface QueryAnswer {
  readonly status: 'success' | 'error';
  readonly error?: string;
  readonly data: {
    readonly result: readonly {
      readonly metric: Readonly<Record<string, string>>;
      readonly value: readonly [seconds: number, value: string];
    }[];
  };
}

function changed(text: string, { alertmanager, seconds, proxy }: Differences, kubeconfig: string): string {
  const configuration = parse(text) as Configuration;
  const { global, scrape_configs: jobs, alerting } = configuration;
  if (seconds) {
    for (const timed of [global, ...jobs]) timed.scrape_interval = `${seconds}s`;
    global.evaluation_interval = `${seconds}s`;
  }
  if (proxy) for (const job of jobs) job.proxy_url = proxy;
  for (const { kubernetes_sd_configs: discoveries } of [...jobs, ...alerting.alertmanagers]) {
    for (const discovery of discoveries) discovery.kubeconfig_file = kubeconfig;
  }
  if (alertmanager) {
    const placed = { target_label: '__address__', replacement: new URL(alertmanager).host };
    for (const { relabel_configs: rules } of alerting.alertmanagers) rules.push(placed);
  }
  delete configuration.remote_write;
  return stringify(configuration);
}

/** A token of the account of Prometheus: https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-request-v1/ */
async function accountToken({ api }: LabCluster): Promise<string> {
  const path = `/api/v1/namespaces/${monitoringNamespace}/serviceaccounts/${prometheusName}/token`;
  const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 3600 } };
  const { status } = await api.request<{ status: { token: string } }>('POST', path, { body });
  return status.token;
}

function writeTokenKubeconfig(file: string, { api }: LabCluster, authority: string, token: string): string {
  const cluster = { server: api.server, 'certificate-authority-data': Buffer.from(authority).toString('base64') };
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'lab',
    clusters: [{ name: 'lab', cluster }],
    users: [{ name: prometheusName, user: { token } }],
    contexts: [{ name: 'lab', context: { cluster: 'lab', user: prometheusName } }],
  };
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
  return file;
}
