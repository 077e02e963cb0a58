import type { AppId } from '../../model/appId.ts';
import { type Labels, selectorOf } from '../labels.ts';

/** Owner of pods: name and namespace of their account, network policy, configuration, secrets and container. */
export interface PodOwner {
  readonly name: string;
  readonly namespace: string;
}

/**
 * Pods of one controller, apart from their owner: an app may have several kinds of pods behind one Service. The
 * selector of a controller is immutable.
 */
export interface Pods {
  /** Name of the controller and of its autoscaler. */
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
