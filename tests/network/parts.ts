import type { Resource } from '../../generators/model/resource.ts';

/** Where a pod listens. */
export interface Listening {
  readonly name: string;
  readonly number: number;
  readonly protocol: 'TCP' | 'UDP';
}

/** Pods that the network cannot tell apart: those of one workload, or of one part of a system that an operator runs. */
export interface Pods {
  /** `data/users instances`: how expectations and messages call them. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly Listening[];
  /** Name of other pods that the same policies mean: who may call those may call these, where nothing listens. */
  readonly like?: string;
}

/** A call that is declared, between pods or addresses by their names. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  /** Default: TCP. */
  readonly protocol?: 'TCP' | 'UDP';
  /** It leads where nothing listens, and may as well arrive as not. */
  readonly harmless?: true;
}

/** A part of a cluster: its pods, who calls whom inside it, and what callers from outside are led to. */
export interface Part {
  readonly pods: readonly Pods[];
  /** Calls within the part, to and from its operator, and its metrics. */
  readonly flows: readonly Flow[];
  /** Addresses of Services that an operator makes, such as `users-pooler-rw.data`, each with the pods behind it. */
  readonly services: Readonly<Record<string, string>>;
  /** Its pods for which the edges of its app are meant: `api`, say, or the servers of a database. */
  readonly callers: readonly string[];
}

/** Objects of one app in one cluster, as Kustomize built them. */
export type Objects = readonly Resource[];

/** TCP ports by name. */
export function listening(ports: Readonly<Record<string, number>>): Listening[] {
  return Object.entries(ports).map(([name, number]) => ({ name, number, protocol: 'TCP' }));
}

/** Everyone in `from` calls everyone in `to` on every port, pods of the same name included. */
export function calls(from: readonly string[], to: readonly string[], ports: readonly number[]): Flow[] {
  return from.flatMap((caller) => to.flatMap((called) => ports.map((port) => ({ from: caller, to: called, port }))));
}

/** A value deep in an object, of whatever type the reader knows it to have. */
export function at<T>(object: unknown, ...path: readonly (string | number)[]): T | undefined {
  let value = object as Readonly<Record<string | number, unknown>> | undefined;
  for (const key of path) value = value?.[key] as typeof value;
  return value as T | undefined;
}
