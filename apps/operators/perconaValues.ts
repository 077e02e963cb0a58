import { preferZones, replicas, resources } from '../../generators/blocks/operators/pods.ts';
import type { OperatorInputs } from '../../generators/model/operator.ts';

/** Values that Percona's charts share. Neither has a key for a priority class, a disruption budget or spread constraints. */
export function perconaValues(inputs: OperatorInputs, label: string) {
  return {
    replicaCount: replicas(inputs),
    watchNamespace: inputs.namespaces.join(','),
    watchAllNamespaces: false,
    disableTelemetry: true,
    resources: resources('100m', '512Mi'),
    affinity: preferZones(label),
  };
}
