import { priorityClassName } from '../../generators/blocks/priority.ts';
import type { OperatorInputs } from '../../generators/model/operator.ts';
import { priorities } from '../priorities.ts';

/** The priority class of operators: apps wait for them whenever anything changes, so they come before any app. */
export function operatorPriority({ fleet }: Pick<OperatorInputs, 'fleet'>): string {
  return priorityClassName(fleet.name, priorities.critical);
}
