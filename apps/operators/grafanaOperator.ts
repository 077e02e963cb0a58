import { electsByFlag } from '../../generators/blocks/operators/leader.ts';
import { operator } from '../../generators/blocks/operators/operator.ts';
import {
  oneAtATime,
  preferZones,
  replicas,
  resources,
  restrictedContainer,
} from '../../generators/blocks/operators/pods.ts';
import { here } from '../../generators/blocks/source.ts';
import {
  grafanaOperatorName as name,
  grafanaOperatorNamespace as namespace,
} from '../../generators/upstream/grafanaOperator.ts';
import { operatorPriority } from './priority.ts';

/**
 * grafana-operator: Grafana, and by its API the data sources, folders and dashboards in it. Without it they stay as they
 * are. It may act in the namespaces of its objects alone, by bindings there. The chart has no key for a budget. Values:
 * `deploy/helm/grafana-operator/values.yaml` of https://github.com/grafana/grafana-operator
 */
export const grafanaOperator = operator({
  name,
  source: here(import.meta),
  namespace,
  groups: ['grafana.integreatly.org'],
  crds: 'unprunable',
  leaders: { [name]: electsByFlag('--leader-elect') },
  values: (inputs) => ({
    fullnameOverride: name,
    // As templates, which change with the version: the other way are files of a chart within, installed once and never changed.
    crds: { immutable: false },
    namespaceScope: true,
    watchNamespaces: inputs.namespaces.join(','),
    replicas: replicas(inputs),
    affinity: preferZones(name),
    priorityClassName: operatorPriority(inputs),
    podSecurityContext: { seccompProfile: restrictedContainer.seccompProfile },
    resources: resources('50m', '256Mi'),
    // A new pod of Grafana is empty, and nobody tells the operator: it looks this often.
    defaultResyncPeriod: '1m',
    logging: { encoder: 'json' },
    extraObjects: [
      {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name, namespace },
        spec: {
          ...oneAtATime,
          unhealthyPodEvictionPolicy: 'AlwaysAllow',
          selector: { matchLabels: { 'app.kubernetes.io/name': name } },
        },
      },
    ],
  }),
});
