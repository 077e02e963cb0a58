import { grafanaName, grafanaPorts, grafanaPods as labelsOf } from '../../../generators/upstream/grafanaOperator.ts';
import { monitoringNamespace } from '../../../generators/upstream/prometheus.ts';
import { prometheusPorts } from '../../../generators/upstream/prometheusOperator.ts';
import { neighbours, prometheusPods } from '../neighbours.ts';
import { calls, listening, type Objects, type Part, type Pods } from '../parts.ts';

/** Pods of Grafana: those of its object's template, with the label of the operator. */
export const grafanaPods: Pods = {
  name: `${monitoringNamespace}/${grafanaName}`,
  namespace: monitoringNamespace,
  labels: { ...labelsOf(grafanaName), 'app.kubernetes.io/name': grafanaName },
  ports: listening({ http: grafanaPorts['grafana-http'], gossip: grafanaPorts['grafana-alert'] }),
};

/** The pods of a Grafana: they ask Prometheus, and the operator brings everything into them. */
export function grafanaParts(objects: Objects): Part[] {
  const http = grafanaPorts['grafana-http'];
  return objects
    .filter(({ kind }) => kind === 'Grafana')
    .map(() => ({
      pods: [grafanaPods],
      callers: [],
      services: {},
      flows: [
        ...calls([neighbours.grafanaOperator.name], [grafanaPods.name], [http]),
        ...calls([grafanaPods.name], [prometheusPods.name], [prometheusPorts.web]),
      ],
    }));
}
