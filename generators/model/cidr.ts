import { BlockList, isIP } from 'node:net';

/** A network in CIDR notation: an address and the length of its prefix in bits. RFC 4632, RFC 4291 section 2.3. */
export interface Network {
  /** As written for IPv4, and in canonical spelling for IPv6 (RFC 5952). Bits beyond the prefix may be set. */
  readonly address: string;
  readonly prefix: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** How many bits an address has. */
export const addressBits = { ipv4: 32, ipv6: 128 } as const;

/** Parses a network in CIDR notation; `undefined` if the value is none. */
export function network(cidr: unknown): Network | undefined {
  const [, address = '', bits = ''] = /^([0-9A-Fa-f:.]+)\/(\d{1,3})$/.exec(typeof cidr === 'string' ? cidr : '') ?? [];
  const version = isIP(address);
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (version === 0 || Number(bits) > addressBits[family]) return undefined;
  return { address: family === 'ipv4' ? address : canonical(address), prefix: Number(bits), family };
}

/** The lowest address of a network: all bits beyond the prefix cleared. */
export function networkAddress({ address, prefix, family }: Network): string {
  if (family === 'ipv4') return masked(address.split('.').map(Number), 8, prefix).join('.');
  const groups = masked(groupsOf(address), 16, prefix);
  return canonical(groups.map((group) => group.toString(16)).join(':'));
}

/** Whether every address of `inner` lies in `outer`. Of two networks that share an address, one contains the other. */
export function contains(outer: Network | undefined, inner: Network | undefined): boolean {
  return (
    outer !== undefined && inner !== undefined && outer.prefix <= inner.prefix && includesAddress(outer, inner.address)
  );
}

/** Whether an address lies in a network. */
export function includesAddress({ address, prefix, family }: Network, other: string): boolean {
  if (isIP(other) !== (family === 'ipv4' ? 4 : 6)) return false;
  const block = new BlockList();
  block.addSubnet(address, prefix, family);
  return block.check(other, family);
}

/**
 * The canonical spelling of an IPv6 address, which is that of the URL standard:
 * https://url.spec.whatwg.org/#concept-ipv6-serializer
 */
function canonical(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}

/** The eight numbers of an IPv6 address in canonical spelling. */
function groupsOf(address: string): number[] {
  const [head = [], tail = []] = address.split('::').map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return [...head, ...zeros, ...tail].map((group) => Number.parseInt(group, 16));
}

/** The parts of an address, each of `width` bits, with all bits after the first `prefix` cleared. */
function masked(parts: readonly number[], width: number, prefix: number): number[] {
  return parts.map((part, index) => {
    const cleared = width - Math.min(width, Math.max(0, prefix - index * width));
    return (part >> cleared) << cleared;
  });
}
