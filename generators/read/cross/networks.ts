import { isIPv6 } from 'node:net';
import type { Finding } from '../../model/finding.ts';
import { type Document, findingAt } from '../document.ts';
import { quote } from '../show.ts';
import { entriesOf, itemsOf, type Path, textAt, valueAt } from '../written.ts';

/** Networks that the Kubernetes API refuses or reads as a wider one than was probably meant. */
export function networks(document: Document): Finding[] {
  const { root } = document;
  const holders = itemsOf(valueAt(root, ['clusters'])).flatMap((_, index) => [['clusters', index]]);
  const paths: Path[] = [[], ...holders].flatMap((holder) => [
    [...holder, 'controlPlane', 'networks'],
    ...entriesOf(valueAt(root, [...holder, 'data'])).map(([name]) => [...holder, 'data', name, 'networks']),
  ]);
  return paths.flatMap((path) =>
    itemsOf(valueAt(root, path)).flatMap((_, item) => ofText(document, [...path, item]) ?? []),
  );
}

function ofText(document: Document, path: Path): Finding | undefined {
  const text = textAt(document.root, path)?.text ?? '';
  const [address = '', bits = ''] = text.split('/');
  if (/^[0-9.]+$/.test(address)) {
    const network = networkAddress(address, Number(bits));
    if (network === undefined || network === address) return undefined;
    return findingAt(
      document,
      path,
      'network-host-bits',
      `${quote(text)} is an address within a network: bits beyond the first ${bits} are set.`,
      `Did you mean ${network}/${bits}, or the one address ${address}/32?`,
    );
  }
  if (!/^[0-9a-f:]*:[0-9a-f:]*$/.test(address) || isIPv6(address)) return undefined;
  return findingAt(
    document,
    path,
    'malformed-value',
    `${quote(text)} is no IPv6 network.`,
    'Write it in CIDR notation, such as fd00:1234::/48.',
  );
}

function networkAddress(address: string, bits: number): string | undefined {
  const octets = address.split('.').map(Number);
  if (octets.length !== 4 || !octets.every((octet) => octet <= 255) || !(bits >= 0 && bits <= 32)) return undefined;
  return octets.map((octet, index) => octet & (0xff00 >> Math.min(8, Math.max(0, bits - index * 8))) & 0xff).join('.');
}
