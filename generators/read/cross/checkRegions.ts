import type { Finding } from '../../model/finding.ts';
import { regions } from '../../upstream/regions.ts';
import { type Document, findingAt } from '../document.ts';
import { quote } from '../show.ts';
import { suggest } from '../suggest.ts';
import { itemsOf, writtenText, writtenValue } from '../written.ts';

/**
 * Findings about regions that their cloud does not have. A name that only the list lacks is a warning: clouds open new
 * regions. A name that no region can have is an error.
 */
export function checkRegions(document: Document): Finding[] {
  return itemsOf(writtenValue(document.root, ['clusters'])).flatMap((_, index) => {
    const path = ['clusters', index, 'region'];
    const cloud = writtenText(document.root, ['clusters', index, 'cloud'])?.text ?? '';
    const region = writtenText(document.root, path);
    if (!region || !hasRegions(cloud) || regions[cloud].names.includes(region.text)) return [];
    const says = `${quote(region.text)} is not among the known regions of ${cloud}.`;
    const fix = fixOf(region.text, regions[cloud].names);
    const finding = findingAt(document, path, 'unknown-region', says, fix, document.source.position(region.at));
    return [regions[cloud].form.test(region.text) ? { ...finding, severity: 'warning' as const } : finding];
  });
}

function fixOf(text: string, names: readonly string[]): string {
  const [owner] = Object.entries(regions).find(([, { names: others }]) => others.includes(text)) ?? [];
  if (owner !== undefined) return `It is one of ${owner}: name a region of this cloud, or correct the cloud.`;
  const meant = suggest(text, names);
  return meant === undefined ? 'Write the name that the API of the cloud has for it.' : `Did you mean ${meant}?`;
}

/** Whether a region of a cloud can be called so; unknown clouds name theirs freely. */
export function isRegionOf(cloud: string, text: string): boolean {
  return !hasRegions(cloud) || regions[cloud].names.includes(text) || regions[cloud].form.test(text);
}

function hasRegions(cloud: string): cloud is keyof typeof regions {
  return Object.hasOwn(regions, cloud);
}
