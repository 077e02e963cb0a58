import type { Metadata, Resource } from '../../generators/model/resource.ts';

export type Labels = Readonly<Record<string, string>>;

/** An object as the API server holds it. */
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

/** The parts of a pod that operators look at. */
export type Pod = Live<
  { readonly nodeName?: string },
  { readonly phase?: string; readonly conditions?: readonly { readonly type: string; readonly status: string }[] }
>;

/** The parts of a node that operators look at. */
export type Node = Live<{
  readonly unschedulable?: boolean;
  readonly taints?: readonly { readonly key: string; readonly effect: string }[];
}>;

/** What a cluster holds at one moment, as far as operators look at it. */
export interface World {
  /** RFC 3339, whole seconds. */
  readonly now: string;
  /** Pods of a namespace that carry all of these labels, by name. */
  pods(namespace: string, labels: Labels): readonly Pod[];
  node(name: string | undefined): Node | undefined;
  /** A Secret, or an object of a simulated kind. */
  find(kind: string, namespace: string, name: string): Live | undefined;
  /** All objects of a simulated kind. */
  all(kind: string): readonly Live[];
}

/** An object that an operator makes beside its pods. It belongs to the custom resource and goes with it. */
export interface Made {
  readonly resource: Resource;
  /** Only where there is none, and never changed: a Secret whose values people or other operators may give. */
  readonly once?: true;
  /** It stays when the custom resource goes. */
  readonly orphan?: true;
  /** Field manager, where it is not the operator's own. */
  readonly manager?: string;
}

/** The next thing that an operator does to pods that it looks after itself. */
export type Move =
  | { readonly type: 'create'; readonly pod: Resource }
  | { readonly type: 'delete'; readonly pod: Pod }
  | {
      readonly type: 'label';
      readonly pod: Pod;
      readonly labels: Labels;
      /** For the log: what it calls the pod. */
      readonly why: string;
    };

/**
 * One kind of custom resource and what its operator is seen to do about it. All three are pure: from what is, to what
 * should be.
 */
export interface Simulated<Object extends Live = Live> {
  readonly apiVersion: string;
  readonly kind: string;
  /** Field manager of the operator: the name of its program. */
  readonly manager: string;
  /** Finalizers in the repository's objects that the operator takes away once it has cleaned up. */
  readonly finalizers?: readonly string[];
  makes?(object: Object, world: World): readonly Made[];
  moves?(object: Object, world: World): readonly Move[];
  /** The status it reports, or nothing where it reports none. */
  reports?(object: Object, world: World): object | undefined;
}

/** Whether all containers of a pod are ready. */
export function isReady(pod: Pod | undefined): boolean {
  return (
    pod?.metadata.deletionTimestamp === undefined &&
    (pod?.status?.conditions ?? []).some(({ type, status }) => type === 'Ready' && status === 'True')
  );
}

/** How many of these pods are ready. */
export function readyOf(pods: readonly Pod[]): number {
  return pods.filter(isReady).length;
}
