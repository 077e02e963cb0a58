declare const kind: unique symbol;

/**
 * A kind of fact that apps declare for what exists once in a cluster, such as a port that gateways may reach. {@link
 * fact} creates a kind with the type of its values. Values are plain data.
 */
export interface Fact<T> {
  readonly name: string;
  readonly [kind]?: T;
}

/** A value of a kind. */
export interface Declared {
  readonly fact: string;
  readonly value: unknown;
}

/** A value with the app that declares it. */
export interface Collected<T = unknown> {
  readonly app: string;
  /** The namespace of the app; `undefined` for a cluster-scoped app. */
  readonly tier: string | undefined;
  readonly value: T;
}

/** Values by the kind of fact. */
export type CollectedFacts = Readonly<Record<string, readonly Collected[]>>;

/** Makes a kind of fact. Its name is unique: it is the key under which values are collected. */
export function fact<T>(name: string): Fact<T> {
  return { name };
}

/** A value of a kind, for `App.declares`. */
export function declare<T>({ name }: Fact<T>, value: T): Declared {
  return { fact: name, value };
}

/**
 * The values of a kind that the running apps of the cluster declare, in the order of the catalogue. Empty for an app
 * that does not collect the kind.
 */
export function collected<T>(
  { collected: all = {} }: { readonly collected?: CollectedFacts },
  { name }: Fact<T>,
): readonly Collected<T>[] {
  return (all[name] ?? []) as readonly Collected<T>[];
}
