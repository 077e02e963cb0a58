import { allServe, electsByDefault } from '../../generators/blocks/operators/leader.ts';
import { operator } from '../../generators/blocks/operators/operator.ts';
import { oneAtATime, replicas, resources, spreadOverZones } from '../../generators/blocks/operators/pods.ts';
import { here } from '../../generators/blocks/source.ts';
import type { OperatorInputs } from '../../generators/model/operator.ts';
import { operatorPriority } from './priority.ts';

const name = 'cert-manager';
const elects = electsByDefault(
  'https://github.com/cert-manager/cert-manager/blob/v1.21.1/internal/apis/config/shared/v1alpha1/defaults.go',
);

/**
 * cert-manager: certificates. Other operators need it for their webhooks. Its lease for leader election is in its own
 * namespace; by default it is in `kube-system`, to which managed clusters such as GKE Autopilot permit no writes.
 * Values: `deploy/charts/cert-manager/values.yaml` of https://github.com/cert-manager/cert-manager
 */
export const certManagerOperator = operator({
  name,
  source: here(import.meta),
  namespace: name,
  groups: ['cert-manager.io', 'acme.cert-manager.io'],
  crds: 'unprunable',
  leaders: { [name]: elects, [`${name}-cainjector`]: elects, [`${name}-webhook`]: allServe },
  values: (inputs) => ({
    global: { priorityClassName: operatorPriority(inputs), leaderElection: { namespace: name } },
    crds: { enabled: true, keep: true },
    ...pods(inputs, name, resources('50m', '256Mi')),
    webhook: pods(inputs, 'webhook', resources('25m', '128Mi')),
    cainjector: pods(inputs, 'cainjector', resources('50m', '512Mi')),
    // A job that only waits for the webhook: Argo CD's own health check and retries do that.
    startupapicheck: { enabled: false },
  }),
});

function pods(inputs: OperatorInputs, label: string, requests: ReturnType<typeof resources>) {
  return {
    replicaCount: replicas(inputs),
    resources: requests,
    podDisruptionBudget: { enabled: true, ...oneAtATime },
    topologySpreadConstraints: spreadOverZones(label),
  };
}
