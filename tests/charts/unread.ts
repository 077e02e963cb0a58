import { isJsonObject } from '../../generators/model/json.ts';
import type { Values } from '../../generators/model/operator.ts';

/** Keys and indices down to a value. */
export type Path = readonly (string | number)[];

/** What Helm prints after one value was changed by itself; nothing where it refuses the change. */
export interface Effect {
  readonly path: Path;
  readonly printed: string | undefined;
}

/**
 * Changes each value by itself.
 * @param print what Helm prints for values; rejects where it refuses them
 */
export async function effectsOf(
  values: Values,
  print: (values: Values) => Promise<string>,
): Promise<{ readonly printed: string; readonly effects: readonly Effect[] }> {
  const printed = await print(values);
  const waiting = [...leavesOf(values)];
  const effects: Effect[] = [];
  const worker = async () => {
    for (let path = waiting.shift(); path; path = waiting.shift()) {
      const changed = withChange(values, path) as Values;
      effects.push({ path, printed: await print(changed).catch(() => undefined) });
    }
  };
  await Promise.all([worker(), worker()]);
  return { printed, effects };
}

/**
 * Values that the chart does not read: nothing that Helm prints is any other without them. A value that Helm refuses is
 * read, at least by the schema of the chart.
 */
export function unreadIn({ printed, effects }: Awaited<ReturnType<typeof effectsOf>>): string[] {
  return effects
    .filter((one) => one.printed === printed)
    .map(({ path }) => path.join('.'))
    .sort();
}

/** Everything that holds nothing else; of what is empty, itself. */
function* leavesOf(value: unknown, path: Path = []): Iterable<Path> {
  const members: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  if (members.length === 0) yield path;
  for (const [key, member] of members) yield* leavesOf(member, [...path, key]);
}

/** The value at a path. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => (at as Readonly<Record<string | number, unknown>>)[key], value);
}

function withChange(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined) return another(value);
  if (Array.isArray(value)) return value.map((one, index) => (index === key ? withChange(one, rest) : one));
  const object = value as Values;
  return { ...object, [key]: withChange(object[key], rest) };
}

/** A value of the same sort that is another one. */
function another(value: unknown): unknown {
  switch (typeof value) {
    case 'boolean':
      return !value;
    case 'number':
      return value + 1;
    case 'string':
      return `${value}-changed`;
    default:
      return Array.isArray(value) ? ['changed'] : { changed: 'changed' };
  }
}
