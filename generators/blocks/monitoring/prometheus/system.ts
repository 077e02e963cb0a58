import { collected } from '../../../model/fact.ts';
import type { AppSettings, Inputs } from '../../../model/inputs.ts';
import { monitoringNamespace, prometheusName } from '../../../upstream/prometheus.ts';
import { type Labels, labelsOf } from '../../labels.ts';
import { type Priority, priorityClassName } from '../../priority.ts';
import type { DeclaringFile } from '../../source.ts';
import type { PodOwner } from '../../workload/pods.ts';
import { type AlertmanagerService, alertmanagerService } from '../alertmanager/service.ts';
import { operatorTarget, type ScrapeTarget, scrapeTarget } from '../targets/scrape.ts';
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
export interface PrometheusDefaults {
  readonly storage: string;
  readonly retention: string;
  readonly resources: { readonly cpu: string; readonly memory: string };
}

/** Settings, defaults filled in. */
export interface PrometheusSettings extends AppSettings, PrometheusDefaults {
  readonly remoteWrite?: RemoteWrite;
}

/** The Prometheus of one cluster, resolved once per render. */
export interface PrometheusSystem {
  readonly owner: PodOwner;
  readonly labels: Labels;
  readonly inputs: Inputs;
  readonly settings: PrometheusSettings;
  readonly version: string;
  readonly image: string;
  readonly priorityClassName: string;
  /** All that it reads of apps, in the order of the catalogue: each app has its own PodMonitors. */
  readonly targets: readonly ScrapeTarget[];
  /** To whom it sends alerts. */
  readonly alertmanagers: readonly AlertmanagerService[];
  /** What it reads of operators, and has the PodMonitors of. */
  readonly operatorTargets: readonly ScrapeTarget[];
}

/** Resolves a Prometheus. */
export function prometheusSystem({ version, image, priority }: PrometheusSpec, inputs: Inputs): PrometheusSystem {
  return {
    owner: { name: prometheusName, namespace: monitoringNamespace },
    labels: labelsOf(prometheusName, inputs, monitoringNamespace),
    inputs,
    settings: inputs.settings as PrometheusSettings,
    version,
    image: inputs.images[prometheusName] ?? image,
    priorityClassName: priorityClassName(inputs.fleet.name, priority),
    targets: collected(inputs, scrapeTarget).map(({ value }) => value),
    alertmanagers: collected(inputs, alertmanagerService).map(({ value }) => value),
    operatorTargets: collected(inputs, operatorTarget).map(({ value }) => value),
  };
}
