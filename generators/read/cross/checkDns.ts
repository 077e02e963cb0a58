import type { Finding } from '../../model/finding.ts';
import { dnsClouds } from '../../model/settings/dns.ts';
import { type Document, findingAt } from '../document.ts';
import { quote } from '../show.ts';
import { itemsOf, writtenText, writtenValue } from '../written.ts';

/**
 * Findings about clusters that cannot write to the zone of their environment. Route 53 takes a token of any cluster whose
 * issuer it is told; Cloud DNS and Azure DNS are written to by identities of their own cloud.
 */
export function checkDns(document: Document): Finding[] {
  const service = writtenText(document.root, ['dns', 'service'])?.text ?? '';
  if (service === 'route53' || !isService(service)) return [];
  return itemsOf(writtenValue(document.root, ['clusters'])).flatMap((_, index) => {
    const cloud = writtenText(document.root, ['clusters', index, 'cloud'])?.text;
    if (cloud === undefined || cloud === dnsClouds[service]) return [];
    return [
      findingAt(
        document,
        ['clusters', index, 'cloud'],
        'zone-out-of-reach',
        `A cluster of ${quote(cloud)} has no identity that could write to ${service}.`,
        'Keep the zone of an environment with clusters of several clouds in Route 53.',
      ),
    ];
  });
}

function isService(text: string): text is keyof typeof dnsClouds {
  return Object.hasOwn(dnsClouds, text);
}
