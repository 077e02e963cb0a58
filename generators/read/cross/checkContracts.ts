import type { Contract } from '../../model/edge.ts';
import type { Finding } from '../../model/finding.ts';
import type { Catalogue } from '../../model/fleet.ts';
import { isJsonObject, type JsonObject } from '../../model/json.ts';
import { resolveContract } from '../../model/settings/resolve.ts';
import { type Document, fieldOf, findingAt } from '../document.ts';
import { join } from '../show.ts';
import { itemsOf, type Path, plainData, type Written, writtenValue } from '../written.ts';

/**
 * Findings about incomplete contracts: the environment or the cluster sets a contract, but not all of its required
 * keys.
 */
export function checkContracts(document: Document, catalogue: Catalogue): Finding[] {
  return itemsOf(writtenValue(document.root, ['clusters'])).flatMap((_, index) =>
    catalogue.contracts.flatMap((contract) => incomplete(document, index, contract) ?? []),
  );
}

function incomplete(document: Document, index: number, contract: Contract): Finding | undefined {
  const path = ['clusters', index, 'data', contract.name];
  const below = ['data', contract.name];
  if (!isWhole(document.root, below) || !isWhole(document.root, path)) return undefined;
  const layers = [writtenValue(document.root, below), writtenValue(document.root, path)];
  const { missing } = resolveContract(contract, ...layers.map((layer) => record(layer)));
  // A key with an invalid value is reported already.
  const absent = missing.filter((key) => layers.every((layer) => writtenValue(layer, [key]) === undefined));
  if (absent.length === 0) return undefined;
  const cluster = fieldOf(document.root, path.slice(0, 2));
  return findingAt(
    document,
    path,
    'incomplete-contract',
    `The contract ${contract.name} (${contract.kind}) of ${cluster} lacks ${join(absent)}: neither the environment nor the cluster sets ${absent.length === 1 ? 'it' : 'them'}.`,
    `Add ${join(absent)} under data.${contract.name} of the environment, for all clusters, or of this cluster.`,
  );
}

/** Whether all ancestors of the path that exist are maps: else another finding explains the missing keys. */
function isWhole(root: Written, path: Path): boolean {
  const steps = [...path.keys(), path.length].map((length) => writtenValue(root, path.slice(0, length)));
  return steps.every((node) => node === undefined || node.kind === 'list' || (node.kind === 'map' && !node.partial));
}

function record(layer: Written | undefined): JsonObject | undefined {
  const value = layer && plainData(layer);
  return isJsonObject(value) ? value : undefined;
}
