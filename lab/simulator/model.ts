import type { Metadata, Resource } from '../../generators/model/resource.ts';

export type LabelMap = Readonly<Record<string, string>>;

/** An object as stored by the API server. */
export interface Live<Spec = unknown, Status = unknown> extends Resource {
  readonly metadata: LiveMetadata;
  readonly spec?: Spec;
  readonly status?: Status;
}

interface LiveMetadata extends Metadata {
  readonly uid: string;
  readonly creationTimestamp: string;
  readonly generation?: number;
  readonly deletionTimestamp?: string;
  readonly finalizers?: readonly string[];
}

/** The fields of a pod that operators read. */
export type Pod = Live<
  { readonly nodeName?: string },
  { readonly phase?: string; readonly conditions?: readonly { readonly type: string; readonly status: string }[] }
>;

/** The fields of a node that operators read. */
export type Node = Live<{
  readonly unschedulable?: boolean;
  readonly taints?: readonly { readonly key: string; readonly effect: string }[];
}>;

/** The state of a cluster at one moment: the objects that operators read. */
export interface World {
  /** RFC 3339, whole seconds. */
  readonly now: string;
  /** Pods of a namespace that have all of these labels, by name. */
  pods(namespace: string, labels: LabelMap): readonly Pod[];
  node(name: string | undefined): Node | undefined;
  /** A Secret, a ConfigMap, or an object of a simulated kind. */
  find(kind: string, namespace: string, name: string): Live | undefined;
  /** All objects of a simulated kind. */
  all(kind: string): readonly Live[];
}

/** An object that an operator creates besides pods. The custom resource owns it, so it is deleted with that. */
export interface Made {
  readonly resource: Resource;
  /** Created if it is missing, and never changed: a Secret whose values people or other operators may write. */
  readonly once?: true;
  /** It stays when the custom resource is deleted. */
  readonly orphan?: true;
  /** Field manager, where it is not the operator's own. */
  readonly manager?: string;
}

/** The next action of an operator on pods that it manages itself. */
export type Move =
  | { readonly type: 'create'; readonly pod: Resource }
  | { readonly type: 'delete'; readonly pod: Pod }
  | {
      readonly type: 'label';
      readonly pod: Pod;
      readonly labels: LabelMap;
      /** For the log: the reason. */
      readonly why: string;
    };

/**
 * The simulation of one kind of custom resource: the visible actions of its operator. All functions are pure: from the
 * present state to the wanted one.
 */
export interface Simulated<Object extends Live = Live> {
  readonly apiVersion: string;
  readonly kind: string;
  /** Field manager of the operator: the name of its program. */
  readonly manager: string;
  /** Finalizers in the repository's objects that the operator removes after its cleanup. */
  readonly finalizers?: readonly string[];
  makes?(object: Object, world: World): readonly Made[];
  moves?(object: Object, world: World): readonly Move[];
  /** The status that it reports, or undefined where it reports none. */
  reports?(object: Object, world: World): object | undefined;
}

/** Whether all containers of a pod are ready. */
export function isReady(pod: Pod | undefined): boolean {
  return (
    pod?.metadata.deletionTimestamp === undefined &&
    (pod?.status?.conditions ?? []).some(({ type, status }) => type === 'Ready' && status === 'True')
  );
}

/** The number of these pods that are ready. */
export function readyOf(pods: readonly Pod[]): number {
  return pods.filter(isReady).length;
}
