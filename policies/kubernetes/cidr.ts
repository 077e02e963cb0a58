import { BlockList, isIP } from 'node:net';

/** Whether every address of the network `inner` lies in the network `outer`; false where one is no CIDR notation. */
export function contains(outer: string, inner: string): boolean {
  const a = parse(outer);
  const b = parse(inner);
  if (!a || !b || a.family !== b.family || a.prefix > b.prefix) return false;
  const block = new BlockList();
  block.addSubnet(a.address, a.prefix, a.family);
  return block.check(b.address, b.family);
}

function parse(cidr: string) {
  const [, address = '', bits] = /^([^/]*)\/(\d{1,3})$/.exec(cidr) ?? [];
  const version = isIP(address);
  const prefix = Number(bits);
  if (version === 0 || prefix > (version === 4 ? 32 : 128)) return undefined;
  return { address, prefix, family: version === 4 ? ('ipv4' as const) : ('ipv6' as const) };
}
