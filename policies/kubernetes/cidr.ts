import { BlockList, isIP } from 'node:net';

/** A network: an address and how many of its bits all members share. */
export interface Network {
  readonly address: string;
  readonly prefix: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** A network in CIDR notation, or `undefined` for what is none. */
export function network(cidr: unknown): Network | undefined {
  const [address = '', bits = '', ...more] = typeof cidr === 'string' ? cidr.split('/') : [];
  const version = isIP(address);
  const prefix = Number(bits);
  if (version === 0 || more.length > 0 || !/^\d{1,3}$/.test(bits) || prefix > (version === 4 ? 32 : 128))
    return undefined;
  return { address, prefix, family: version === 4 ? 'ipv4' : 'ipv6' };
}

/** Whether every address of `inner` lies in `outer`. */
export function contains(outer: Network | undefined, inner: Network | undefined): boolean {
  if (!outer || !inner || outer.family !== inner.family || outer.prefix > inner.prefix) return false;
  const block = new BlockList();
  block.addSubnet(outer.address, outer.prefix, outer.family);
  return block.check(inner.address, inner.family);
}
