import type { ClusterPart } from '../../generators/blocks/platform/clusterApp.ts';
import { priorityClass } from '../../generators/blocks/platform/priorityClass.ts';
import { priorities } from '../priorities.ts';

/** A priority class for each priority an app may declare. */
export const priorityClasses: ClusterPart = (shared) =>
  Object.values(priorities).map((priority) => priorityClass(priority, shared));
