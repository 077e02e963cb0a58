import type { AppSettings, Inputs } from '../../../model/inputs.ts';
import { monitoringNamespace } from '../../../upstream/prometheus.ts';
import { type Labels, labelsOf } from '../../labels.ts';
import { type Priority, priorityClassName } from '../../priority.ts';
import type { PodOwner } from '../../workload/pods.ts';

/** What the declaration of a program of monitoring says, whichever it is. */
interface MonitoringSpec {
  /** `registry/name:tag@sha256:digest`. */
  readonly image: string;
  readonly priority: Priority;
}

/** A program that watches one cluster, resolved once per render. */
export interface MonitoringSystem<S extends AppSettings> {
  readonly owner: PodOwner;
  readonly labels: Labels;
  readonly inputs: Inputs;
  readonly settings: S;
  /** The image in use. */
  readonly image: string;
  readonly priorityClassName: string;
}

/** Resolves what all programs of monitoring have. */
export function monitoringSystem<S extends AppSettings>(
  name: string,
  { image, priority }: MonitoringSpec,
  inputs: Inputs,
): MonitoringSystem<S> {
  return {
    owner: { name, namespace: monitoringNamespace },
    labels: labelsOf(name, inputs, monitoringNamespace),
    inputs,
    settings: inputs.settings as S,
    image: inputs.images[name] ?? image,
    priorityClassName: priorityClassName(inputs.fleet.name, priority),
  };
}
