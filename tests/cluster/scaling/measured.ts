import type { IService } from 'kubernetes-models/v1/Service';
import type { Resource } from '../../../generators/model/resource.ts';
import { prometheusName } from '../../../generators/upstream/prometheus.ts';
import type { BuiltCluster } from '../../../lab/fleet.ts';
import type { Lab, LabCluster } from '../../../lab/lab.ts';
import type { Scaled } from '../../../lab/metrics/scaled.ts';
import { startNetwork } from '../../../lab/monitoring/network.ts';
import { podinfoMetricsPort, podinfoRequests } from '../../../lab/monitoring/podinfo.ts';
import { type RunningPrometheus, startPrometheusServer } from '../../../lab/monitoring/prometheusServer.ts';
import { requests } from '../../../lab/monitoring/requests.ts';
import { prometheusConfiguration } from '../../monitoring/prometheusConfiguration.ts';
import { say } from '../say.ts';

/** Apps whose requests a Prometheus counts. */
export interface Measured {
  readonly prometheus: RunningPrometheus;
  /** An HTTP proxy by which the Service of Prometheus is reached. */
  readonly proxy: string;
  /** Sets the requests per second of an app. */
  set(app: string, perSecond: number): void;
  stop(): Promise<void>;
}

/**
 * Starts a real Prometheus with the configuration that the real operator makes of a cluster's objects, its intervals
 * too. It finds the simulated pods of all apps at the API server. Those of some apps answer as podinfo does.
 */
export async function measure(
  lab: Lab,
  cluster: LabCluster,
  { objects }: BuiltCluster,
  apps: readonly Scaled[],
): Promise<Measured> {
  const served = new Map(
    apps.map(({ app, namespace, objects: own }) => {
      const counted = { namespace, app, port: podinfoMetricsPort(own), series: podinfoRequests };
      return [app, requests(cluster.api, counted)];
    }),
  );
  const urls = (objects.get(prometheusName) ?? []).flatMap(serviceUrls);
  let address: string | undefined;
  const network = await startNetwork((url) => {
    if (urls.includes(url.origin)) return fetch(`${address}${url.pathname}${url.search}`);
    for (const one of served.values()) {
      const answer = one.answer(url);
      if (answer) return answer;
    }
    return undefined;
  });
  const mounted = await prometheusConfiguration(lab, cluster, objects);
  // It evaluates no rules: who hears of what is no matter here.
  const files = { ...mounted, rules: new Map() };
  const prometheus = await startPrometheusServer(cluster, lab.processes, files, { proxy: network.proxy }, say);
  address = prometheus.address;
  return {
    prometheus,
    proxy: network.proxy,
    set: (app, perSecond) => served.get(app)?.set(perSecond),
    async stop() {
      await network.stop();
      for (const one of served.values()) await one.stop();
    },
  };
}

/** Where a Service is reached, by the DNS of its cluster. */
function serviceUrls({ kind, metadata: { name, namespace }, spec }: Resource): string[] {
  if (kind !== 'Service') return [];
  const { ports = [] } = spec as Required<IService>['spec'];
  return ports.map(({ port }) => `http://${name}.${namespace}.svc.cluster.local:${port}`);
}
