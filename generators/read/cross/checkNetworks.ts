import { isIPv6 } from 'node:net';
import { addressBits, network, networkAddress } from '../../model/cidr.ts';
import type { Finding } from '../../model/finding.ts';
import { type Document, findingAt } from '../document.ts';
import { quote } from '../show.ts';
import { entriesOf, itemsOf, type Path, writtenText, writtenValue } from '../written.ts';

/** Findings about networks that the Kubernetes API rejects or reads as a wider network than was probably meant. */
export function checkNetworks(document: Document): Finding[] {
  const { root } = document;
  const holders = itemsOf(writtenValue(root, ['clusters'])).flatMap((_, index) => [['clusters', index]]);
  const paths: Path[] = [[], ...holders].flatMap((holder) => [
    [...holder, 'controlPlane', 'networks'],
    [...holder, 'privateEndpoints'],
    ...entriesOf(writtenValue(root, [...holder, 'data'])).map(([name]) => [...holder, 'data', name, 'networks']),
  ]);
  return paths.flatMap((path) =>
    itemsOf(writtenValue(root, path)).flatMap((_, item) => ofText(document, [...path, item]) ?? []),
  );
}

function ofText(document: Document, path: Path): Finding | undefined {
  const text = writtenText(document.root, path)?.text ?? '';
  const own = network(text);
  if (own === undefined) return isAlmostIPv6(text) ? notIPv6(document, path, text) : undefined;
  const { address, prefix, family } = own;
  const lowest = networkAddress(own);
  if (lowest === address) return undefined;
  return findingAt(
    document,
    path,
    'network-host-bits',
    `${quote(text)} is an address within a network: bits beyond the first ${prefix} are set.`,
    `Did you mean ${lowest}/${prefix}, or the one address ${address}/${addressBits[family]}?`,
  );
}

/** Whether a text matches the schema's pattern for an IPv6 network, and is none. */
function isAlmostIPv6(text: string): boolean {
  const [address = ''] = text.split('/');
  return /^[0-9a-f:]*:[0-9a-f:]*$/.test(address) && !isIPv6(address);
}

function notIPv6(document: Document, path: Path, text: string): Finding {
  return findingAt(
    document,
    path,
    'malformed-value',
    `${quote(text)} is no IPv6 network.`,
    'Write it in CIDR notation, such as fd00:1234::/48.',
  );
}
