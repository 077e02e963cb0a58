import type { Resource } from '../../generators/model/resource.ts';

/** The ports that a pod listens on. */
export interface Listening {
  readonly name: string;
  readonly number: number;
  readonly protocol: 'TCP' | 'UDP';
}

/**
 * A group of pods with the same labels and ports: those of one workload, or of one component of a system that an
 * operator runs.
 */
export interface Pods {
  /** Its name in expectations and messages, such as `data/users instances`. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly Listening[];
  /** Ports that anybody may call: then only the caller's side denies a call that is not declared. */
  readonly open?: readonly number[];
  /** Name of other pods that the same policies select: callers of those may call these too, where nothing listens. */
  readonly like?: string;
}

/** A call that is declared, between pods or addresses by their names. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  /** Default: TCP. */
  readonly protocol?: 'TCP' | 'UDP';
  /** Nothing listens at the target, so it does not matter whether the call is allowed. */
  readonly harmless?: true;
}

/** A part of a cluster: its pods, the calls inside it, and the Services for callers from outside. */
export interface Part {
  readonly pods: readonly Pods[];
  /** Calls within the part, to and from its operator, and its metrics. */
  readonly flows: readonly Flow[];
  /** Addresses of Services that an operator creates, such as `users-pooler-rw.data`, each with the pods behind it. */
  readonly services: Readonly<Record<string, string>>;
  /** Its pods to which the edges of its app apply: `api`, for example, or the servers of a database. */
  readonly callers: readonly string[];
}

/** Objects of one app in one cluster, as Kustomize built them. */
export type Objects = readonly Resource[];

/** TCP ports by name. */
export function listening(ports: Readonly<Record<string, number>>): Listening[] {
  return Object.entries(ports).map(([name, number]) => ({ name, number, protocol: 'TCP' }));
}

/** Flows from all pods in `from` to all pods in `to` on every port, pods of the same name included. */
export function calls(from: readonly string[], to: readonly string[], ports: readonly number[]): Flow[] {
  return from.flatMap((caller) => to.flatMap((called) => ports.map((port) => ({ from: caller, to: called, port }))));
}

/** A value at a path in an object, cast to the type that the caller expects. */
export function at<T>(object: unknown, ...path: readonly (string | number)[]): T | undefined {
  let value = object as Readonly<Record<string | number, unknown>> | undefined;
  for (const key of path) value = value?.[key] as typeof value;
  return value as T | undefined;
}
