import type { ITriggerAuthentication } from '@kubernetes-models/keda/keda.sh/v1alpha1/TriggerAuthentication';
import type { Declared } from '../../model/fact.ts';
import { Failure } from '../../model/finding.ts';
import type { Inputs } from '../../model/inputs.ts';
import { type Resource, resource } from '../../model/resource.ts';
import {
  type OutsidePrometheus,
  outsidePrometheusEntry,
  outsidePrometheusKeys,
} from '../../model/settings/outsidePrometheus.ts';
import { monitoringNamespace, prometheusName } from '../../upstream/prometheus.ts';
import { prometheusPorts } from '../../upstream/prometheusOperator.ts';
import { ofServices, select } from '../monitoring/objectives/requestMetrics.ts';
import { rateWindow } from '../monitoring/targets/window.ts';
import { given } from '../names.ts';
import { ownKeys } from '../outside/entryKeys.ts';
import { hostOf } from '../runtime.ts';
import { externalSecret } from '../secrets/externalSecret.ts';
import { type Owner, ownSecret } from '../secrets/ownSecrets.ts';
import type { ScaledWorkload, Workload } from '../workload/workload.ts';
import type { Metric } from './scale.ts';
import type { Trigger } from './trigger.ts';

/**
 * Trigger on requests a second, from the cluster's Prometheus or the one outside: of these pods alone. No data is an
 * error, so that `fallback` applies, not a zero: https://keda.sh/docs/latest/scalers/prometheus/
 */
export function requestTrigger(perSecond: number, workload: Workload): Trigger {
  const { owner, pods, runtime, inputs } = workload;
  if (!runtime.requests) {
    throw new Failure(
      `${owner.name} scales on requests a second, but its image exports no counter of requests`,
      'Say in the runtime’s `requests` which metric counts them, or scale on something else.',
    );
  }
  const series = [...ofCluster(inputs), ofServices(pods.namespace, [pods.name])].join(',');
  return prometheusTrigger(
    `sum(rate(${select(runtime.requests.answered, series)}[${rateWindow}]))`,
    perSecond,
    workload,
  );
}

/**
 * Trigger on a query of the app's own, from the same Prometheus: of the app's namespace in this cluster, or of another
 * app there.
 */
export function queryTrigger({ query, value, of }: Extract<Metric, { on: 'query' }>, workload: Workload): Trigger {
  const { pods, inputs } = workload;
  const series = of ? ofServices(of.tier, [of.name]) : `namespace="${pods.namespace}"`;
  return prometheusTrigger(query([...ofCluster(inputs), series].join(',')), value, workload);
}

/** What tells the series of this cluster from those of others in a Prometheus outside. */
function ofCluster({ cluster }: Workload['inputs']): string[] {
  return Object.entries(cluster.prometheus?.labels ?? {}).map(([name, value]) => `${name}="${value}"`);
}

function prometheusTrigger(query: string, threshold: number, workload: Workload): Trigger {
  const outside = workload.inputs.cluster.prometheus;
  return {
    type: 'prometheus',
    metricType: 'AverageValue',
    metadata: {
      serverAddress:
        outside?.url ?? `http://${hostOf({ name: prometheusName, tier: monitoringNamespace })}:${prometheusPorts.web}`,
      query,
      threshold: String(threshold),
      ignoreNullValues: 'false',
      ...(logsIn(workload) && { authModes: String(outside?.authentication) }),
    },
    ...(logsIn(workload) && { authenticationRef: { name: authenticationName(workload) } }),
  };
}

/** TriggerAuthentication and Secret by which KEDA logs in to a Prometheus outside, for a workload that scales on it. */
export function requestAuthentications(workload: ScaledWorkload): Resource[] {
  const outside = workload.inputs.cluster.prometheus;
  if (!outside || !logsIn(workload) || !workload.scale.on.some(({ on }) => on === 'requests' || on === 'query'))
    return [];
  const { pods, inputs } = workload;
  const name = authenticationName(workload);
  const metadata = { name, namespace: pods.namespace, labels: pods.labels };
  const entry = entryOf(outside);
  const keys = Object.keys(entry.keys);
  return [
    resource<ITriggerAuthentication>({
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'TriggerAuthentication',
      metadata,
      spec: { secretTargetRef: keys.map((key) => ({ parameter: key, name, key })) },
    }),
    externalSecret(metadata, Object.fromEntries(keys.map((key) => [key, ownSecret(entry, key, inputs)]))),
  ];
}

/** What the entry holds by which scalers log in to a Prometheus outside. */
export function requestKeys(inputs: Pick<Inputs, 'environment' | 'cluster'>): readonly Declared[] {
  const outside = inputs.cluster.prometheus;
  return outside ? ownKeys(entryOf(outside), inputs) : [];
}

function entryOf({ authentication }: OutsidePrometheus): Owner {
  const keys: readonly string[] = outsidePrometheusKeys[authentication];
  const values = keys.map((key) => [key, given(`${key} for queries to the Prometheus outside`)]);
  return { name: outsidePrometheusEntry, keys: Object.fromEntries(values) };
}

function logsIn({ inputs }: Workload): boolean {
  return (inputs.cluster.prometheus?.authentication ?? 'none') !== 'none';
}

function authenticationName({ pods }: Workload): string {
  return `${pods.name}-prometheus`;
}
