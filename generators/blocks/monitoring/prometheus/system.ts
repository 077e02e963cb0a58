import { collected } from '../../../model/fact.ts';
import type { AppSettings, Inputs } from '../../../model/inputs.ts';
import { argoController, argoNamespace } from '../../../upstream/argoCd.ts';
import { prometheusName } from '../../../upstream/prometheus.ts';
import type { Priority } from '../../priority.ts';
import type { DeclaringFile } from '../../source.ts';
import { type AlertmanagerService, alertmanagerService } from '../alertmanager/service.ts';
import type { MemberSize } from '../shared/members.ts';
import { type MonitoringSystem, monitoringSystem } from '../shared/system.ts';
import { matching, operatorTarget, type ScrapeTarget, scrapeTarget } from '../targets/scrape.ts';
import type { RemoteWrite } from './remoteWriteSettings.ts';

/** Declaration of the Prometheus of a cluster. */
export interface PrometheusSpec extends PrometheusDefaults {
  /** The declaring file: `here(import.meta)`. */
  readonly source: DeclaringFile;
  /** Version of the image: the operator writes command lines for it. */
  readonly version: string;
  /** `registry/name:tag@sha256:digest`. */
  readonly image: string;
  readonly priority: Priority;
}

/** Default settings. */
export interface PrometheusDefaults extends MemberSize {
  readonly retention: string;
}

/** Settings, defaults filled in. */
export interface PrometheusSettings extends AppSettings, PrometheusDefaults {
  readonly remoteWrite?: RemoteWrite;
}

/** The Prometheus of one cluster, resolved once per render. */
export interface PrometheusSystem extends MonitoringSystem<PrometheusSettings> {
  readonly version: string;
  /** All that it reads of apps, in the order of the catalogue: each app has its own PodMonitors. */
  readonly targets: readonly ScrapeTarget[];
  /** To whom it sends alerts. */
  readonly alertmanagers: readonly AlertmanagerService[];
  /** What it reads of operators, and has the PodMonitors of. */
  readonly operatorTargets: readonly ScrapeTarget[];
}

/** Resolves a Prometheus. */
export function prometheusSystem(spec: PrometheusSpec, inputs: Inputs): PrometheusSystem {
  return {
    ...monitoringSystem<PrometheusSettings>(prometheusName, spec, inputs),
    version: spec.version,
    targets: collected(inputs, scrapeTarget).map(({ value }) => value),
    alertmanagers: collected(inputs, alertmanagerService).map(({ value }) => value),
    operatorTargets: [...collected(inputs, operatorTarget).map(({ value }) => value), ...argoCdTargets(inputs)],
  };
}

/** Argo CD, in the cluster that it runs in: its chart brings no PodMonitor. */
function argoCdTargets({ cluster, fleet }: Inputs): readonly ScrapeTarget[] {
  if (fleet.hub?.cluster !== cluster.name) return [];
  const { name, labels, metricsPort } = argoController;
  return [{ name, namespace: argoNamespace, selector: matching(labels), port: metricsPort }];
}
