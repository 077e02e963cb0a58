import assert from 'node:assert/strict';
import { operatorTarget, type ScrapeTarget, scrapeTarget } from '../../generators/blocks/monitoring/targets/scrape.ts';
import type { Graph } from '../../generators/link/link.ts';
import { collected } from '../../generators/model/fact.ts';
import { monitoringNamespace, prometheusName } from '../../generators/upstream/prometheus.ts';

/** The part of a job in Prometheus' configuration that says what it reads. */
export interface ScrapeJob {
  readonly job_name: string;
  readonly scheme?: string;
  readonly metrics_path: string;
  readonly kubernetes_sd_configs: readonly {
    readonly role: string;
    readonly namespaces?: { readonly names: readonly string[] };
  }[];
  readonly relabel_configs: readonly { readonly source_labels?: readonly string[]; readonly regex?: unknown }[];
}

/** A job in words: its name, and where it reads what. */
export function jobOf(job: ScrapeJob): string {
  const [{ role, namespaces } = assert.fail(job.job_name), ...others] = job.kubernetes_sd_configs;
  assert.deepEqual(others, []);
  const port =
    job.relabel_configs.find(({ source_labels: [from] = [] }) => from === portLabel)?.regex ?? 'its own port';
  const where = `${role}s of ${namespaces?.names.join(' and ') ?? 'the cluster'}`;
  return `${job.job_name}: ${where}, ${port}, ${job.scheme ?? 'http'}, ${job.metrics_path}`;
}

const portLabel = '__meta_kubernetes_pod_container_port_number';

/** The jobs of a cluster by what its apps and operators declare: neither monitors nor labels count. */
export function declaredJobs(graph: Graph): string[] {
  const { inputs } = graph.get(prometheusName) ?? assert.fail('there is no Prometheus');
  const jobs = ({ name, namespace, port, path = '/metrics', pages = [], tls }: ScrapeTarget, own: string) =>
    [path, ...pages.map((page) => page.path)].map(
      (read, index) =>
        `podMonitor/${own}/${name}/${index}: pods of ${namespace}, ${port}, ${tls ? 'https' : 'http'}, ${read}`,
    );
  return [
    ...collected(inputs, scrapeTarget).flatMap(({ value }) => jobs(value, value.namespace)),
    ...collected(inputs, operatorTarget).flatMap(({ value }) => jobs(value, monitoringNamespace)),
    ...['kubelet', 'cadvisor'].map(
      (name) =>
        `scrapeConfig/${monitoringNamespace}/${name}: nodes of the cluster, its own port, https, /metrics${name === 'cadvisor' ? '/cadvisor' : ''}`,
    ),
  ];
}
