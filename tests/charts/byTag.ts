import { isJsonObject } from '../../generators/model/json.ts';
import type { Values } from '../../generators/model/operator.ts';

const digest = /@sha256:[0-9a-f]{64}/g;

/** Values without the tags that have a digest: the chart then names these images itself. */
export function withoutDigests(values: Values): Values {
  const kept = Object.entries(values).filter(([key, value]) => key !== 'tag' || String(value).search(digest) < 0);
  return Object.fromEntries(kept.map(([key, value]) => [key, isJsonObject(value) ? withoutDigests(value) : value]));
}

/** What Helm prints, with every image by its tag alone. */
export function byTag(printed: string): string {
  return printed.replaceAll(digest, '');
}
