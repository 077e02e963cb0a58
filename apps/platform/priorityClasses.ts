import type { Part } from '../../generators/blocks/platform/clusterApp.ts';
import { priorityClass } from '../../generators/blocks/platform/priorityClass.ts';
import { priorities } from '../priorities.ts';

/** A priority class for each priority an app may declare. */
export const priorityClasses: Part = (shared) =>
  Object.values(priorities).map((priority) => priorityClass(priority, shared));
