import type { Finding } from '../../model/finding.ts';
import { formatPosition } from '../../model/position.ts';
import { type Document, findingAt } from '../document.ts';
import { quote } from '../show.ts';
import { entriesOf, itemsOf, type Path, writtenText, writtenValue } from '../written.ts';

/**
 * Findings about what two environments share although it is outside their clusters: their domain, their entries in the
 * secret manager, the identity of an app. What one of them writes there, or may write, is the other's.
 */
export function checkShared(environments: readonly Document[]): Finding[] {
  const findings: Finding[] = [];
  const taken = new Map<string, { readonly document: Document; readonly place: string }>();
  for (const document of environments) {
    for (const { path, what } of outsideIn(document)) {
      const value = writtenText(document.root, path);
      if (!value) continue;
      const at = document.source.position(value.at);
      const key = `${what} ${value.text}`;
      const first = taken.get(key);
      if (first === undefined) taken.set(key, { document, place: formatPosition(at) });
      if (first === undefined || first.document === document) continue;
      const says = `The ${what} ${quote(value.text)} is that of another environment: ${first.place}.`;
      const fix = 'Give each environment its own: whatever is outside the clusters has one writer.';
      findings.push(findingAt(document, path, 'shared-by-environments', says, fix, at));
    }
  }
  return findings;
}

function outsideIn({ root }: Document): readonly { readonly path: Path; readonly what: string }[] {
  const identities = itemsOf(writtenValue(root, ['clusters'])).flatMap((_, index) => {
    const path = ['clusters', index, 'identities'];
    return entriesOf(writtenValue(root, path)).map(([name]) => ({ path: [...path, name], what: 'cloud identity' }));
  });
  return [{ path: ['domain'], what: 'domain' }, { path: ['secretPrefix'], what: 'prefix of secrets' }, ...identities];
}
