/** A pool of connections that each pod of an app holds to a database, as the app declares it. */
export interface Pool {
  /** Default of its setting. */
  readonly size: number;
  /** Fewest that the app works with. Default: 1. */
  readonly least?: number;
}

/** Prefix of the annotations by which a workload says what each of its pods holds, and where. */
export const poolPrefix = 'pool.gitops.dev/';

/**
 * Annotations of a workload about its pools: `pool.gitops.dev/users: 10 users-pooler-rw.data.svc.cluster.local:5432` is
 * at most ten connections of each pod to that address. Which variable of the program has the number is the app's own
 * matter.
 */
export function poolAnnotation(name: string, size: number, { host, port }: { host: string; port: number }) {
  return { [`${poolPrefix}${name}`]: `${size} ${host}:${port}` };
}

/** What such an annotation says; `undefined` for one that says something else. */
export function readPool(text: string): { readonly size: number; readonly address: string } | undefined {
  const [, size, address] = /^([1-9]\d*) (\S+)$/.exec(text) ?? [];
  return size === undefined || address === undefined ? undefined : { size: Number(size), address };
}
