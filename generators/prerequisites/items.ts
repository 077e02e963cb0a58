import { issuersTitle } from './page/issuers.ts';

/** One thing on a page that has to exist. */
export interface Item {
  readonly kind:
    | 'cluster'
    | 'entry'
    | 'property'
    | 'identity'
    | 'permission'
    | 'bucket'
    | 'queue'
    | 'host'
    | 'client'
    | 'issuer'
    | 'zone';
  /** The cluster that asks for it; undefined of what is the environment's. */
  readonly cluster?: string;
  readonly name: string;
  /** What it belongs to: the entry of a property, the identity of a permission. */
  readonly of?: string;
  /** The first app that asks for it. */
  readonly app?: string;
}

/**
 * Reads a page back: what has to exist by it. Two revisions are compared by their pages, because no code of the other
 * revision runs; what the page said before is what people were told.
 */
export function pageItems(page: string): readonly Item[] {
  const items: Item[] = [];
  let [section, part, first] = ['', '', ''];
  for (const line of page.split('\n')) {
    const heading = /^(##|###) (.*)$/.exec(line);
    if (heading) {
      const [, level, title = ''] = heading;
      if (level === '##') [section, part] = [title, ''];
      else part = title;
      first = '';
      if (level === '##' && !ofEnvironment.has(title)) items.push({ kind: 'cluster', name: title });
      continue;
    }
    const entries = part === 'Entries' ? /^for entry in (.*); do$/.exec(line)?.[1] : undefined;
    for (const name of entries?.split(' ') ?? []) items.push({ kind: 'entry', cluster: section, name });
    if (section === 'DNS' && line !== '') items.push({ kind: 'zone', name: line });
    if (!line.startsWith('| ')) continue;
    const cells = line.slice(2, -2).split(' | ').map(plain);
    first = cells[0] || first;
    items.push(...rowItems(section, part, first, cells));
  }
  return items.filter(({ name }) => !heads.has(name));
}

/** Sections that are not about one cluster. */
const ofEnvironment: ReadonlySet<string> = new Set(['Secrets', 'DNS', issuersTitle, 'Logins of staff']);

/** Cells of the first lines of tables. */
const heads: ReadonlySet<string> = new Set([
  'property',
  'identity',
  'bucket',
  'queue on broker',
  'host',
  'client',
  'issuer',
  'may',
]);

function rowItems(section: string, part: string, first: string, cells: readonly string[]): readonly Item[] {
  const [, second = '', third = '', fourth = ''] = cells;
  const cluster = section;
  const by = (names: string) => {
    const [app = ''] = names.split(', ');
    return app === '' ? {} : { app };
  };
  if (section === 'Secrets') return [{ kind: 'property', name: second, of: first, ...by(fourth) }];
  if (section === issuersTitle) return [{ kind: 'issuer', name: first }];
  if (section === 'Logins of staff') return [{ kind: 'client', name: first }];
  switch (part) {
    case 'Identities': {
      const name = first.replace(/ \(documents: .*$/, '');
      const rights = fourth
        .split('; ')
        .map((right): Item => ({ kind: 'permission', cluster, name: right, of: name, ...by(second) }));
      return [{ kind: 'identity', cluster, name, ...by(second) }, ...(third === 'service accounts' ? [] : rights)];
    }
    case 'Buckets':
      return [{ kind: 'bucket', cluster, name: first, ...by(second) }];
    case 'Queues': {
      const [, exchange, queue, writers = '', readers = ''] = cells;
      return [{ kind: 'queue', cluster, name: `${queue || exchange} on ${first}`, ...by(readers || writers) }];
    }
    case 'Addresses':
      return [{ kind: 'host', cluster, name: first, ...by(third) }];
    default:
      return [];
  }
}

function plain(cell: string): string {
  return cell.replaceAll('`', '').trim();
}

/** What a page asks for that another one did not, each thing once: of a new cluster or entry not its parts. */
export function newItems(before: string, now: string): readonly Item[] {
  const known = new Set(pageItems(before).map(keyOf));
  const all = [...new Map(pageItems(now).map((item) => [keyOf(item), item])).values()];
  const added = all.filter((item) => !known.has(keyOf(item)));
  const isNew = (kind: Item['kind'], name: string | undefined, cluster?: string) =>
    added.some((one) => one.kind === kind && one.name === name && (cluster === undefined || one.cluster === cluster));
  return added.filter((item) => {
    if (item.cluster !== undefined && isNew('cluster', item.cluster)) return false;
    if (item.kind === 'property') return !isNew('entry', item.of);
    return item.kind !== 'permission' || !isNew('identity', item.of, item.cluster);
  });
}

function keyOf({ kind, cluster, name, of }: Item): string {
  return JSON.stringify([kind, cluster, name, of]);
}
