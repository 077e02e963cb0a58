import { count } from '../kubernetes/reading.ts';
import type { Variables } from '../systems/builtIn/environment.ts';

/** How many connections a pod holds at most, and where. */
export interface Pool {
  readonly variable: string;
  readonly size: number;
  /** What git knows of where they go; empty where it knows nothing. */
  readonly address: string;
}

/** `DATABASE_POOL_MAX` belongs to `DATABASE_URL`, `KC_DB_POOL_MAX_SIZE` to `KC_DB_URL_HOST`. */
const pool = /^(.+)_POOL_MAX(?:_SIZE)?$/;
const addresses = ['URL', 'URI', 'HOST', 'URL_HOST', 'JDBC_URL'];

/**
 * The pools that a pod declares in its environment: a whole number in a variable that ends in `_POOL_MAX` or
 * `_POOL_MAX_SIZE`, beside the address in one that begins alike and ends in `_URL`, `_URI` or `_HOST`.
 */
export function poolsOf(variables: Variables): readonly Pool[] {
  return [...variables].flatMap(([variable, value]) => {
    const name = pool.exec(variable)?.[1];
    const size = /^\d+$/.test(value) ? count(Number(value), 0) : 0;
    if (name === undefined || size === 0) return [];
    const address = addresses.map((suffix) => variables.get(`${name}_${suffix}`) ?? '').join(' ');
    return [{ variable, size, address: address.trim() }];
  });
}

/** Whether an address is that of a Service, on a port if it names any; one that git does not know may be any. */
export function isAddressOf(
  { address }: Pick<Pool, 'address'>,
  service: string,
  namespace: string,
  port: number,
): boolean {
  if (address === '') return true;
  const named = new RegExp(`(?<![-.a-z0-9])${service}\\.${namespace}(?![-a-z0-9])[.a-z0-9-]*(?::(\\d+))?`, 'g');
  return [...address.matchAll(named)].some(([, given]) => given === undefined || Number(given) === port);
}
