import { priorityClassName } from '../../generators/blocks/priority.ts';
import type { OperatorInputs } from '../../generators/model/operator.ts';
import { priorities } from '../priorities.ts';

/** The priority class of operators: changes of apps need them, so they have priority over any app. */
export function operatorPriority({ fleet }: Pick<OperatorInputs, 'fleet'>): string {
  return priorityClassName(fleet.name, priorities.critical);
}
