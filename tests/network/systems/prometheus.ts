import { kedaNamespace } from '../../../generators/upstream/keda.ts';
import { prometheusPorts } from '../../../generators/upstream/prometheusOperator.ts';
import { namesIn, prometheusPods } from '../neighbours.ts';
import { calls, type Objects, type Part } from '../parts.ts';

/** The pods of a Prometheus: KEDA asks them, and they each other. What they read is a matter of what they measure. */
export function prometheusParts(objects: Objects): Part[] {
  return objects
    .filter(({ kind }) => kind === 'Prometheus')
    .map(() => ({
      pods: [prometheusPods],
      callers: [],
      services: {},
      flows: calls([...namesIn(kedaNamespace), prometheusPods.name], [prometheusPods.name], [prometheusPorts.web]),
    }));
}
