import type { Finding } from '../../model/finding.ts';
import type { Cloud } from '../../model/settings/index.ts';
import { type Document, findingAt } from '../document.ts';
import { quote } from '../show.ts';
import { suggest } from '../suggest.ts';
import { itemsOf, writtenText, writtenValue } from '../written.ts';

/** The words for where in its continent or country a region is: `ap-southeast-7`, `us-central1`. */
const directions = [
  'central',
  'north',
  'northeast',
  'northwest',
  'south',
  'southeast',
  'southwest',
  'east',
  'west',
] as const;

/**
 * Forms of the names of regions: what stands before the direction, and after it. New regions appear, so there is no list
 * of them. Azure's are plain words.
 * @see https://docs.aws.amazon.com/security-ir/latest/APIReference/API_ImpactedAwsRegion.html us-east-1; us-gov-east-1
 * @see https://cloud.google.com/compute/docs/regions-zones us-central1
 */
const forms: Readonly<Record<string, { readonly form: RegExp; readonly such: string }>> = {
  aws: { form: /^([a-z]+-(?:[a-z]+-)?)([a-z]+)(-[0-9]+)$/, such: 'us-east-1' },
  google: { form: /^([a-z]+-)([a-z]+)([0-9]+)$/, such: 'us-central1' },
} satisfies Partial<Record<Cloud, unknown>>;

/** Findings about regions that a cloud cannot have, such as `us-esat-1`: the zones of a cluster may repeat the slip. */
export function checkRegions(document: Document): Finding[] {
  return itemsOf(writtenValue(document.root, ['clusters'])).flatMap((_, index) => {
    const path = ['clusters', index];
    const cloud = writtenText(document.root, [...path, 'cloud'])?.text ?? '';
    const region = writtenText(document.root, [...path, 'region'])?.text;
    const known = Object.hasOwn(forms, cloud) ? forms[cloud] : undefined;
    if (region === undefined || !known) return [];
    const [, before, direction = '', after] = known.form.exec(region) ?? [];
    if (directions.some((one) => one === direction)) return [];
    const meant = suggest(direction, directions);
    const fix = meant ? `Did you mean ${before}${meant}${after}?` : `Write a name such as ${known.such}.`;
    return [findingAt(document, [...path, 'region'], 'no-region', `${quote(region)} is no region of ${cloud}.`, fix)];
  });
}
