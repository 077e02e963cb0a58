import { kedaNamespace } from '../../../generators/upstream/keda.ts';
import { alertmanagerPorts, prometheusPorts } from '../../../generators/upstream/prometheusOperator.ts';
import { alertmanagerPods, namesIn, prometheusPods } from '../neighbours.ts';
import { calls, type Objects, type Part } from '../parts.ts';

/**
 * The pods of a Prometheus: KEDA asks them, Grafana, where there is one, and they each other. Those of an Alertmanager
 * talk to one another. What Prometheus reads is a matter of what it measures, and it sends alerts to the port of
 * Alertmanager that it reads.
 */
export function prometheusParts(objects: Objects): Part[] {
  return objects.flatMap(({ kind }): Part[] => {
    if (kind === 'Prometheus') {
      const flows = calls(
        [...namesIn(kedaNamespace), prometheusPods.name],
        [prometheusPods.name],
        [prometheusPorts.web],
      );
      return [{ pods: [prometheusPods], callers: [], services: {}, flows }];
    }
    if (kind === 'Alertmanager') {
      const mesh = calls([alertmanagerPods.name], [alertmanagerPods.name], [alertmanagerPorts.mesh]);
      const flows = [...mesh, ...mesh.map((flow) => ({ ...flow, protocol: 'UDP' as const }))];
      return [{ pods: [alertmanagerPods], callers: [], services: {}, flows }];
    }
    return [];
  });
}
