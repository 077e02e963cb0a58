import { headroomAnnotation } from '../../generators/model/headroom.ts';
import type { Built } from '../../generators/model/rule.ts';

/** Whether its pods do nothing but hold a place for others, for whom they end at once. */
export function isPlaceholder({ resource }: Built): boolean {
  return resource.metadata.annotations?.[headroomAnnotation] !== undefined;
}
