import type { Edge } from '../../model/edge.ts';
import type { AppSettings, Inputs } from '../../model/inputs.ts';
import { bytes } from '../../model/quantity.ts';
import { collectorName, nodeAgentsNamespace } from '../../upstream/openTelemetry.ts';
import { bindAll, type ElasticsearchBinding } from '../bindings.ts';
import { type Labels, labelsOf } from '../labels.ts';
import { type Priority, priorityClassName } from '../priority.ts';
import type { DeclaringFile } from '../source.ts';
import type { PodOwner } from '../workload/pods.ts';
import { collectorConfig } from './collectorConfig.ts';
import type { TraceSettings } from './traceSettings.ts';

/** Declaration of the Collectors of a cluster. */
export interface CollectorSpec extends CollectorDefaults {
  /** The declaring file: `here(import.meta)`. */
  readonly source: DeclaringFile;
  /** `registry/name:tag@sha256:digest`. */
  readonly image: string;
  readonly priority: Priority;
  /** Where they write to. */
  readonly logs: LogsEdge;
}

type LogsEdge = Extract<Edge, { to: 'logs' }>;

/** Default settings. */
export interface CollectorDefaults {
  readonly queue: string;
  readonly resources: { readonly cpu: string; readonly memory: string };
}

/** Settings, defaults filled in. */
interface CollectorSettings extends AppSettings, CollectorDefaults {
  readonly traces?: TraceSettings;
}

/** The Collectors of one cluster, resolved once per render. */
export interface CollectorSystem {
  readonly owner: PodOwner;
  readonly labels: Labels;
  readonly inputs: Inputs;
  readonly settings: CollectorSettings;
  readonly image: string;
  readonly priorityClassName: string;
  /** The Elasticsearch that they write to. */
  readonly logs: ElasticsearchBinding;
  /** Folder on the node that outlives the pod. */
  readonly state: string;
  /** The configuration as text. */
  readonly config: string;
}

/** Folder with the file of Elasticsearch's authority. */
export const authorityFolder = '/etc/elasticsearch';

/** Resolves the Collectors of a cluster. */
export function collectorSystem(spec: CollectorSpec, inputs: Inputs): CollectorSystem {
  const settings = inputs.settings as CollectorSettings;
  const { logs } = bindAll<{ logs: LogsEdge }>(inputs);
  const state = `/var/lib/${inputs.fleet.name}-${collectorName}`;
  return {
    owner: { name: collectorName, namespace: nodeAgentsNamespace },
    labels: labelsOf(collectorName, inputs, nodeAgentsNamespace),
    inputs,
    settings,
    image: inputs.images[collectorName] ?? spec.image,
    priorityClassName: priorityClassName(inputs.fleet.name, spec.priority),
    logs,
    state,
    config: collectorConfig({
      environment: inputs.environment.name,
      cluster: inputs.cluster.name,
      elasticsearch: logs.url,
      authority: logs.authority && `${authorityFolder}/ca.crt`,
      state,
      queueBytes: bytes(settings.queue),
      traces: settings.traces?.url,
      exclude: [`/var/log/pods/${nodeAgentsNamespace}_${collectorName}-*/*/*.log`],
    }),
  };
}
