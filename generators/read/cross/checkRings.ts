import type { Finding } from '../../model/finding.ts';
import { type Document, findingAt } from '../document.ts';
import { join, quote } from '../show.ts';
import { suggest } from '../suggest.ts';
import { itemsOf, type Path, writtenText, writtenValue } from '../written.ts';

/**
 * Findings about rings: a cluster without a ring in an environment with rings; a cluster with an unknown ring; a ring
 * without a cluster, which no release can pass; two environments with a ring of one name, which would be one branch.
 */
export function checkRings(environments: readonly Document[]): Finding[] {
  const taken = new Map<string, string>();
  return environments.flatMap((document) => {
    const names = named(document, ['rings'], (index) => ['rings', index]);
    const used = named(document, ['clusters'], (index) => ['clusters', index, 'ring']);
    const known = new Set(names.map(({ text }) => text));
    const found = writtenValue(document.root, ['rings']) ? ringless(document, [...known]) : [];
    for (const { text, path } of used) {
      if (!known.has(text)) found.push(unknownRing(document, path, text, [...known]));
    }
    for (const { text, path } of names) {
      const other = taken.get(text);
      if (!used.some((one) => one.text === text)) {
        const message = `No cluster is in the ring ${quote(text)}: no release can pass it.`;
        found.push(findingAt(document, path, 'empty-ring', message, 'Put a cluster into it, or delete it.'));
      } else if (other !== undefined && other !== document.environment) {
        const message = `The ring ${quote(text)} is also one of ${other}: both would follow the branch release/${text}.`;
        found.push(findingAt(document, path, 'duplicate-ring', message, 'Give it a name of its own.'));
      }
      taken.set(text, document.environment ?? '');
    }
    return found;
  });
}

function named(document: Document, list: Path, pathOf: (index: number) => Path): { text: string; path: Path }[] {
  return [...itemsOf(writtenValue(document.root, list)).keys()].flatMap((index) => {
    const found = writtenText(document.root, pathOf(index));
    return found ? [{ text: found.text, path: pathOf(index) }] : [];
  });
}

function ringless(document: Document, known: readonly string[]): Finding[] {
  return [...itemsOf(writtenValue(document.root, ['clusters'])).entries()].flatMap(([index, cluster]) => {
    if (cluster.kind !== 'map' || cluster.partial || writtenValue(cluster, ['ring'])) return [];
    const name = writtenText(cluster, ['name'])?.text ?? '';
    const message = `The cluster ${quote(name)} has no ring, but its environment has rings: no release would ever reach it.`;
    return [findingAt(document, ['clusters', index], 'no-ring', message, `Add ring: one of ${join(known)}.`)];
  });
}

function unknownRing(document: Document, path: Path, text: string, known: readonly string[]): Finding {
  const meant = suggest(text, known);
  const fix =
    meant !== undefined
      ? `Did you mean ${quote(meant)}?`
      : known.length > 0
        ? `Name one of ${join(known)}, or add it to rings.`
        : 'Add it to the rings of the environment, or delete it.';
  return findingAt(document, path, 'unknown-ring', `There is no ring ${quote(text)} in this environment.`, fix);
}
