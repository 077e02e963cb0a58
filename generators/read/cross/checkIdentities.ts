import type { Finding } from '../../model/finding.ts';
import type { Catalogue } from '../../model/fleet.ts';
import { type Document, findingAt } from '../document.ts';
import { join, quote } from '../show.ts';
import { suggest } from '../suggest.ts';
import { entriesOf, itemsOf, writtenValue } from '../written.ts';

/** Findings about cloud identities of apps and operators that do not exist. */
export function checkIdentities(document: Document, { apps, operators = [] }: Catalogue): Finding[] {
  const names = [...apps, ...operators.filter(({ identity }) => identity)].map(({ name }) => name);
  return itemsOf(writtenValue(document.root, ['clusters'])).flatMap((_, index) => {
    const path = ['clusters', index, 'identities'];
    const unknown = entriesOf(writtenValue(document.root, path)).filter(([name]) => !names.includes(name));
    return unknown.map(([name]) => {
      const meant = suggest(name, names);
      return findingAt(
        document,
        [...path, name],
        'unknown-app',
        `There is no app ${quote(name)} to have this identity.`,
        meant === undefined ? `Delete it, or name one of ${join(names)}.` : `Did you mean ${quote(meant)}?`,
      );
    });
  });
}
