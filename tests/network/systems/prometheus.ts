import { prometheusPorts } from '../../../generators/upstream/prometheusOperator.ts';
import { neighbours, prometheusPods } from '../neighbours.ts';
import { calls, type Objects, type Part } from '../parts.ts';

/** The pods of a Prometheus: KEDA asks them, and Grafana, where there is one. What they read is a matter of what they measure. */
export function prometheusParts(objects: Objects): Part[] {
  return objects
    .filter(({ kind }) => kind === 'Prometheus')
    .map(() => ({
      pods: [prometheusPods],
      callers: [],
      services: {},
      flows: calls([neighbours.keda.name], [prometheusPods.name], [prometheusPorts.web]),
    }));
}
