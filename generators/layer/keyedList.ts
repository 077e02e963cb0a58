import { isSameJson, type JsonObject } from '../model/json.ts';
import { type Keyed, keyFieldsOf } from './members.ts';

/**
 * The strategic merge patch of a keyed list; `undefined` where none gives the wanted members in the wanted order.
 *
 * Kustomize prepends: with one key the result is the members of the patch, in its order, then the rest of the list.
 * With several keys it is the new members, then the list in its own order. Source: `setAssociativeSequenceElements` and
 * `appendListNode` in kyaml v0.21.2, `yaml/walk/associative_sequence.go`.
 * @param memberPatch the patch of one member, without its keys
 */
export function keyedListPatch(
  lower: Keyed,
  upper: Keyed,
  memberPatch: (lower: JsonObject, upper: JsonObject) => JsonObject | undefined,
): readonly JsonObject[] | undefined {
  if (lower.ids.length > 0 && upper.ids.length > 0 && !isSameJson(lower.keys, upper.keys)) return undefined;
  const keys = lower.ids.length > 0 ? lower.keys : upper.keys;
  const positions = new Map(lower.ids.map((id, position) => [id, position]));
  const wanted: Wanted[] = [];
  for (const [i, member] of upper.members.entries()) {
    const position = positions.get(upper.ids[i] ?? '');
    const old = position === undefined ? undefined : lower.members[position];
    const same = isSameJson(old, member);
    const change = old === undefined ? member : same ? {} : memberPatch(old, member);
    if (change === undefined || keys.some((key) => old !== undefined && Object.hasOwn(change, key))) return undefined;
    wanted.push({ position, entry: { ...keyFieldsOf(member, keys), ...change }, same });
  }
  const named = keys.length === 1 ? upToLastChange(wanted) : newThenChanged(wanted);
  const kept = new Set(upper.ids);
  const removed = lower.members.filter((_, i) => !kept.has(lower.ids[i] ?? ''));
  return named && [...named, ...removed.map((member) => ({ ...keyFieldsOf(member, keys), $patch: 'delete' }))];
}

interface Wanted {
  /** Its position in the lower list, if it is there. */
  readonly position?: number | undefined;
  /** Its entry in the patch, in case it needs one. */
  readonly entry: JsonObject;
  readonly same: boolean;
}

/** With one key: all members except the longest tail that is unchanged and in the lower list's order. */
function upToLastChange(wanted: readonly Wanted[]): readonly JsonObject[] {
  let count = wanted.length;
  let next = Number.POSITIVE_INFINITY;
  for (const { position, same } of wanted.toReversed()) {
    if (!same || position === undefined || position > next) break;
    next = position;
    count--;
  }
  return wanted.slice(0, count).map(({ entry }) => entry);
}

/** With several keys: exact where new members come first and the others keep their order. */
function newThenChanged(wanted: readonly Wanted[]): readonly JsonObject[] | undefined {
  const place = ({ position = -1 }: Wanted) => position;
  const built = wanted.toSorted((a, b) => place(a) - place(b));
  if (!built.every((member, i) => member === wanted[i])) return undefined;
  return wanted.filter(({ same }) => !same).map(({ entry }) => entry);
}
