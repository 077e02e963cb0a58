import type { Knowledge } from '../generators/model/knowledge.ts';
import type { Rule } from '../generators/model/rule.ts';
import { capacityOf } from './cluster/capacity.ts';
import { holdsData, volumesOf } from './cluster/facts.ts';
import { lossesOf } from './cluster/losses.ts';
import { quotasOf } from './cluster/quotas.ts';
import { reachesOf } from './cluster/reach.ts';
import { roomOf } from './cluster/room.ts';
import { readRules } from './registry.ts';

/** Every rule, by family and code. */
export const rules: readonly Rule[] = await readRules(import.meta.dirname);

/** What the rules know of objects. */
export const knowledge: Knowledge = {
  holdsData: (object) => holdsData(object),
  volumesOf: (object) => volumesOf(object),
  capacityOf,
  roomOf,
  quotasOf,
  reachesOf,
  lossesOf,
};
