import type { AppId } from '../../model/appId.ts';
import { type Labels, selectorOf } from '../labels.ts';

/** Owner of pods: name and namespace of their account, network policy, configuration, secrets and container. */
export interface PodOwner {
  readonly name: string;
  readonly namespace: string;
}

/**
 * Pods of one controller, apart from their owner: an app may have several controllers, as with a canary. The selector
 * of a controller is immutable, and must not select pods of another one: an autoscaler counts all pods that it selects,
 * and does nothing where those of two overlap (`AmbiguousSelector`).
 * https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector,
 * https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/controller/podautoscaler/horizontal.go
 */
export interface Pods {
  /** Name of the controller, of its autoscaler, budget and Service. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  /** Labels that these pods have, and no pods of other controllers. */
  readonly selector: Labels;
}

/** The owner of an app's own pods. */
export function ownerOf({ name, tier }: Pick<AppId, 'name' | 'tier'>): PodOwner {
  return { name, namespace: tier };
}

/** The pods of an owner that has one kind of them. */
export function podsOfOwner({ name, namespace }: PodOwner, labels: Labels): Pods {
  return { name, namespace, labels, selector: selectorOf(name) };
}
