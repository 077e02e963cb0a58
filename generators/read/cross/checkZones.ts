import type { Finding } from '../../model/finding.ts';
import type { Cloud } from '../../model/settings/index.ts';
import { type Document, findingAt } from '../document.ts';
import { join, quote } from '../show.ts';
import { itemsOf, writtenText, writtenValue } from '../written.ts';
import { isRegionOf } from './checkRegions.ts';

/**
 * Suffixes of zone names after the region, as in the nodes' label topology.kubernetes.io/zone: availability zones only,
 * no AWS Local Zones. Local clusters choose the names of their zones.
 * @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/az-ids.html us-east-1a, not use1-az1
 * @see https://cloud.google.com/compute/docs/regions-zones us-central1-a
 * @see https://kubernetes-sigs.github.io/cloud-provider-azure/topics/availability-zones/ eastus-1, not 1
 */
const suffixes: Readonly<Record<string, { readonly form: RegExp; readonly first: readonly string[] }>> = {
  aws: { form: /^[a-z]$/, first: ['a', 'b', 'c'] },
  google: { form: /^-[a-z]$/, first: ['-a', '-b', '-c'] },
  azure: { form: /^-[1-9]$/, first: ['-1', '-2', '-3'] },
} satisfies Partial<Record<Cloud, unknown>>;

/**
 * Findings about zones that are not in the region of their cluster, or are not spelt as in the label of the cloud's
 * nodes.
 */
export function checkZones(document: Document): Finding[] {
  return itemsOf(writtenValue(document.root, ['clusters'])).flatMap((_, index) => ofCluster(document, index));
}

function ofCluster(document: Document, index: number): Finding[] {
  const path = ['clusters', index];
  const cloud = writtenText(document.root, [...path, 'cloud'])?.text ?? '';
  const region = writtenText(document.root, [...path, 'region']);
  const suffix = Object.hasOwn(suffixes, cloud) ? suffixes[cloud] : undefined;
  // A region that cannot be is reported itself.
  if (!region || !suffix || !isRegionOf(cloud, region.text)) return [];
  const strange = itemsOf(writtenValue(document.root, [...path, 'zones'])).flatMap((_, item) => {
    const zone = writtenText(document.root, [...path, 'zones', item]);
    if (!zone || (zone.text.startsWith(region.text) && suffix.form.test(zone.text.slice(region.text.length))))
      return [];
    return [{ ...zone, item }];
  });
  const [first] = strange;
  if (!first) return [];
  const named = [...new Set(strange.map(({ text }) => quote(text)))];
  const { line } = document.source.position(region.at);
  return [
    findingAt(
      document,
      [...path, 'zones', first.item],
      'zone-of-another-region',
      `${join(named)} ${named.length === 1 ? 'is no zone' : 'are no zones'} of ${quote(region.text)}, the region on line ${line}.`,
      `Name zones as the nodes' label does, ${join(suffix.first.map((end) => region.text + end))}, or correct the region.`,
    ),
  ];
}
