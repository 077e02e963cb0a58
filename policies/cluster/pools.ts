import { poolPrefix, readPool } from '../../generators/model/pool.ts';
import type { Resource } from '../../generators/model/resource.ts';

/** How many connections a pod holds at most, and where. */
export interface PoolOfPod {
  readonly size: number;
  /** `host:port`. */
  readonly address: string;
}

/** The pools of the pods of a workload, as its annotations declare them. */
export function poolsOf({ metadata }: Pick<Resource, 'metadata'>): readonly PoolOfPod[] {
  return Object.entries(metadata.annotations ?? {}).flatMap(([key, value]) =>
    key.startsWith(poolPrefix) ? (readPool(value) ?? []) : [],
  );
}

/** Whether an address is that of a Service, on a port if it names any; one that git does not know may be any. */
export function isAddressOf(
  { address }: Pick<PoolOfPod, 'address'>,
  service: string,
  namespace: string,
  port: number,
): boolean {
  if (address === '') return true;
  const named = new RegExp(`(?<![-.a-z0-9])${service}\\.${namespace}(?![-a-z0-9])[.a-z0-9-]*(?::(\\d+))?`, 'g');
  return [...address.matchAll(named)].some(([, given]) => given === undefined || Number(given) === port);
}
