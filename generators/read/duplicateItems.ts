import type { Mistake } from './mistake.ts';
import { join } from './show.ts';
import type { Source } from './source.ts';
import { described } from './words.ts';
import { entriesOf, itemsOf, type Written } from './written.ts';

/** Findings about equal items in a list whose items must differ. */
export function duplicateItems(source: Source, list: Written | undefined): Mistake {
  const twice = duplicates(list).map(([first, ...again]) => {
    const lines = again.map(({ at }) => source.position(at)).map(({ line, column }) => `${line}:${column}`);
    return `${described(first)} again at ${join(lines)}`;
  });
  return { code: 'duplicate-item', says: `names ${join(twice)}`, fix: 'Name each once.' };
}

/** A canonical text: equal for equal data, whatever the order of keys. */
function canonical(node: Written): string {
  if (node.kind === 'list') return `[${node.items.map(canonical).join()}]`;
  if (node.kind === 'scalar') return JSON.stringify(node.value);
  return `{${entriesOf(node)
    .map(([key, { value }]) => `${JSON.stringify(key)}:${canonical(value)}`)
    .sort()
    .join()}}`;
}

/** Items that are equal, in groups of two and more. */
export function duplicates(list: Written | undefined): Written[][] {
  const groups = Map.groupBy(
    itemsOf(list).filter((item) => item.kind !== 'scalar' || !item.broken),
    (item) => canonical(item),
  );
  return [...groups.values()].filter(({ length }) => length > 1);
}
