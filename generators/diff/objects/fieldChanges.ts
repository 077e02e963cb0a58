import { isDeepStrictEqual } from 'node:util';
import { identifiers } from '../../explain/field.ts';
import { isJsonObject } from '../../model/json.ts';

/** One field that two values do not share. `from` is missing where it was added, `to` where it was removed. */
export interface FieldChange {
  /** Path, list members by name: `spec.template.spec.containers[api].image`. */
  readonly field: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

/**
 * The fields in which two values differ, each once, at the deepest place that still says all: a map or list member that
 * only one side has is one change. Members of lists are compared by what identifies them, wherever they stand.
 */
export function fieldChanges(before: unknown, after: unknown, field = ''): readonly FieldChange[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (isJsonObject(before) && isJsonObject(after)) return ofMaps(before, after, field);
  if (Array.isArray(before) && Array.isArray(after)) return ofLists(before, after, field);
  return [change(field, before, after)];
}

function change(field: string, from: unknown, to: unknown): FieldChange {
  return { field, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

type Json = Readonly<Record<string, unknown>>;

function ofMaps(before: Json, after: Json, field: string): FieldChange[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].sort().flatMap((key) => fieldChanges(before[key], after[key], keyed(field, key)));
}

function keyed(field: string, key: string): string {
  if (/[.[\]"]/.test(key) || key === '') return `${field}["${key}"]`;
  return field === '' ? key : `${field}.${key}`;
}

function ofLists(before: readonly unknown[], after: readonly unknown[], field: string): FieldChange[] {
  if (![...before, ...after].every(isJsonObject)) return [change(field, before, after)];
  const id = identifierOf(before as Json[], after as Json[]);
  return id ? byName(before as Json[], after as Json[], field, id) : byPlace(before, after, field);
}

/** What identifies the members of a list: the first that all of both have. Rules of Prometheus have names of alerts. */
const names = [...identifiers, 'alert'];

function identifierOf(before: readonly Json[], after: readonly Json[]): string | undefined {
  const isUnique = (list: readonly Json[], id: string) => new Set(list.map((one) => one[id])).size === list.length;
  const isPlain = (value: unknown) => ['string', 'number'].includes(typeof value) && !/[\]"]/.test(String(value));
  return names.find(
    (id) => [...before, ...after].every((one) => isPlain(one[id])) && isUnique(before, id) && isUnique(after, id),
  );
}

function byName(before: readonly Json[], after: readonly Json[], field: string, id: string): FieldChange[] {
  const was = new Map(before.map((one) => [String(one[id]), one]));
  const is = new Map(after.map((one) => [String(one[id]), one]));
  const shared = [...was.keys()].filter((name) => is.has(name));
  const now = [...is.keys()].filter((name) => was.has(name));
  // An order has a meaning in lists of init containers, rules and steps.
  const order = isDeepStrictEqual(shared, now) ? [] : [change(`${field}[order]`, shared, now)];
  return [
    ...[...new Set([...was.keys(), ...is.keys()])].flatMap((name) =>
      fieldChanges(was.get(name), is.get(name), `${field}[${name}]`),
    ),
    ...order,
  ];
}

/** Members that nothing identifies: those that both sides have are left out, and the rest is compared in order. */
function byPlace(before: readonly unknown[], after: readonly unknown[], field: string): FieldChange[] {
  const [gone, come] = [without(before, after), without(after, before)];
  if (gone.length === 0 && come.length === 0) return [change(`${field}[order]`, before, after)];
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, place) => {
    const [was, is] = [gone[place], come[place]];
    return fieldChanges(was?.member, is?.member, `${field}[${is?.index ?? was?.index}]`);
  }).flat();
}

interface Placed {
  readonly index: number;
  readonly member: unknown;
}

/** The members of a list that another one lacks, each as often as it lacks it. */
function without(list: readonly unknown[], other: readonly unknown[]): readonly Placed[] {
  const left = new Map<string, number>();
  for (const member of other) left.set(textOf(member), (left.get(textOf(member)) ?? 0) + 1);
  return list.flatMap((member, index) => {
    const text = textOf(member);
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count > 0 ? [] : [{ index, member }];
  });
}

const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, member: unknown) =>
    isJsonObject(member) ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1))) : member,
  );
