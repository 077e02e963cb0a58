import { type Finding, hasErrors } from '../model/finding.ts';
import { type PricesSettings, pricesSettings } from '../model/settings/index.ts';
import { checkValues } from './check.ts';
import { parse } from './parse.ts';
import type { JsonSchema } from './schemas.ts';
import { readSource } from './source.ts';
import { plainData } from './written.ts';

/** Where a team may write what a cloud costs. */
export const pricesFile = 'overlays/prices.yaml';

/** Reads the prices of a tree, if there are any. There are none where the file has errors. */
export function readPrices(root: string): { readonly prices?: PricesSettings; readonly findings: readonly Finding[] } {
  const result = readSource(root, pricesFile);
  if ('finding' in result) return { findings: [result.finding] };
  if (!('source' in result)) return { findings: [] };
  const { root: written, findings } = parse(result.source);
  if (!written) return { findings };
  const document = { source: result.source, root: written };
  const all = [...findings, ...checkValues(JSON.parse(JSON.stringify(pricesSettings())) as JsonSchema, document)];
  return hasErrors(all) ? { findings: all } : { prices: plainData(written) as PricesSettings, findings: all };
}
