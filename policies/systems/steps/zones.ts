import type { Built } from '../../../generators/model/rule.ts';
import { isRecord } from '../../kubernetes/reading.ts';
import { zone } from '../../kubernetes/zoneSpread.ts';
import type { ChangeStep } from '../system.ts';

/**
 * A volume never leaves its zone, and a pod starts nowhere else:
 * https://kubernetes.io/docs/concepts/storage/storage-classes/#topology-aware-volume-provisioning. So the zones of what
 * holds data can get more, and none of them can be left by an edit.
 */
export function zoneSteps(now: Built, was: Built): ChangeStep[] {
  const [before, after] = [zonesOf(was.resource.spec), zonesOf(now.resource.spec)];
  const kept = new Set(after.map((one) => one.zone));
  const left = [...new Set(before.filter((one) => !kept.has(one.zone)).map((one) => one.zone))];
  const [place] = after;
  if (left.length === 0 || !place) return [];
  const message = `Its pods may no longer run in ${left.join(' and ')}, where its volumes are and stay: they would wait for ever. Keep the zone, and append another; to leave it, move what is there first, member by member (docs/drills/zone.md), or move everything to a new cluster (docs/drills/new-cluster.md).`;
  return [{ field: place.field, needs: 'another way', message }];
}

interface NamedZone {
  readonly zone: string;
  /** The field that names it, up to the first list. */
  readonly field: string;
}

/** The zones that an object requires of nodes, wherever its kind lets it say so. */
function zonesOf(value: unknown, path: readonly string[] = ['spec']): NamedZone[] {
  const field = () => path.join('.');
  if (Array.isArray(value)) {
    // A member of a list has no name that every kind agrees on: the list itself is the field.
    return value.flatMap((member) => zonesOf(member, path)).map((one) => ({ ...one, field: field() }));
  }
  if (!isRecord(value)) return [];
  if (value.key === zone && value.operator === 'In' && Array.isArray(value.values)) {
    return value.values.filter((one) => typeof one === 'string').map((one) => ({ zone: one, field: field() }));
  }
  return Object.entries(value).flatMap(([key, member]) => {
    if (key === zone && typeof member === 'string') return [{ zone: member, field: field() }];
    return zonesOf(member, [...path, key]);
  });
}
