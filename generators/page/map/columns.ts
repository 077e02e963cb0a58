import type { AppMap, MapNode } from '../model/report.ts';

/** Nodes of one namespace, below one another. */
export interface MapGroup {
  readonly name: string;
  readonly nodes: readonly MapNode[];
}

/**
 * The groups of a map in columns, from callers to what is outside, in an order in which lines cross seldom: each group
 * and each node moves to the mean place of those that it is connected to, some times. The same map gives the same order.
 */
export function columnsOf({ nodes, edges, apart }: AppMap): readonly (readonly MapGroup[])[] {
  const drawn = nodes.filter(({ name }) => !apart.includes(name));
  const groups = [...Map.groupBy(drawn, ({ group }) => group)].map(([name, members]) => ({ name, nodes: members }));
  const groupOf = new Map(drawn.map(({ name, group }) => [name, group]));
  const middle = new Set(groups.filter((group) => placeOf(group) === 'middle').map(({ name }) => name));
  // Of the namespaces of apps, those that are called more than they call stand behind the others.
  const balance = (name: string) =>
    edges.reduce((sum, { from, to }) => {
      const [caller = '', called = ''] = [groupOf.get(from), groupOf.get(to)];
      if (caller === called || !middle.has(caller) || !middle.has(called)) return sum;
      return sum + (caller === name ? 1 : called === name ? -1 : 0);
    }, 0);
  const columns = [
    groups.filter((group) => placeOf(group) === 'callers'),
    groups.filter((group) => placeOf(group) === 'gateway'),
    groups.filter((group) => placeOf(group) === 'middle' && balance(group.name) > 0),
    groups.filter((group) => placeOf(group) === 'middle' && balance(group.name) <= 0),
    groups.filter((group) => placeOf(group) === 'data'),
    groups.filter((group) => placeOf(group) === 'outside'),
  ].filter((column) => column.length > 0);
  return untangled(columns, edges);
}

type Place = 'callers' | 'gateway' | 'middle' | 'data' | 'outside';

function placeOf({ name, nodes }: MapGroup): Place {
  if (name === 'callers' || name === 'outside') return name;
  if (nodes.some(({ kind }) => kind === 'gateway')) return 'gateway';
  return nodes.filter(({ kind }) => kind === 'data').length * 2 > nodes.length ? 'data' : 'middle';
}

/** Rounds, there and back again, after which the order of maps of some dozens of apps no longer changes. */
const rounds = 4;

function untangled(
  columns: readonly (readonly MapGroup[])[],
  edges: AppMap['edges'],
): readonly (readonly MapGroup[])[] {
  const neighbours = new Map<string, string[]>();
  for (const { from, to } of edges) {
    neighbours.set(from, [...(neighbours.get(from) ?? []), to]);
    neighbours.set(to, [...(neighbours.get(to) ?? []), from]);
  }
  const places = new Map<string, number>();
  const place = (column: readonly MapGroup[]) => {
    const names = column.flatMap(({ nodes }) => nodes.map(({ name }) => name));
    for (const [index, name] of names.entries()) places.set(name, (index + 0.5) / names.length);
  };
  const wish = ({ name }: MapNode) => mean((neighbours.get(name) ?? [name]).map((one) => places.get(one) ?? 0.5));
  const current = [...columns];
  current.forEach(place);
  const there = current.map((_, index) => index);
  // One column at a time: two that move at once would follow each other to and fro.
  for (const index of Array.from({ length: rounds }, () => [...there, ...there.toReversed()]).flat()) {
    const sorted = (current[index] ?? [])
      .map(({ name, nodes }) => ({ name, nodes: nodes.toSorted((a, b) => wish(a) - wish(b)) }))
      .toSorted((a, b) => mean(a.nodes.map(wish)) - mean(b.nodes.map(wish)));
    current[index] = sorted;
    place(sorted);
  }
  return current;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
