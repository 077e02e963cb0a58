import { identityAnnotations } from '../../generators/blocks/identity.ts';
import { allServe, electsByFlag } from '../../generators/blocks/operators/leader.ts';
import { operator } from '../../generators/blocks/operators/operator.ts';
import { operatorMetrics } from '../../generators/blocks/operators/operatorMetrics.ts';
import {
  neverPruned,
  oneAtATime,
  replicas,
  resources,
  spreadOverZones,
} from '../../generators/blocks/operators/pods.ts';
import { here } from '../../generators/blocks/source.ts';
import type { OperatorInputs } from '../../generators/model/operator.ts';
import { externalSecretsAccount } from '../../generators/upstream/externalSecrets.ts';
import { operatorPriority } from './priority.ts';

const { name, namespace } = externalSecretsAccount;
const elects = electsByFlag('--enable-leader-election=true');

/**
 * External Secrets: fetches what apps name into Secrets, and makes Secrets with generators. The stores of clouds are
 * read as its own service account.
 * Values: `deploy/charts/external-secrets/values.yaml` of https://github.com/external-secrets/external-secrets
 */
export const externalSecretsOperator = operator({
  name,
  source: here(import.meta),
  namespace,
  groups: ['external-secrets.io', 'generators.external-secrets.io'],
  crds: 'annotated',
  // https://external-secrets.io/latest/provider/aws-secrets-manager/#iam-policy
  identity: { of: 'cluster', may: () => [{ to: 'entries' }] },
  leaders: { [name]: elects, [`${name}-cert-controller`]: elects, [`${name}-webhook`]: allServe },
  declares: () => [
    operatorMetrics({ name, namespace }, { 'app.kubernetes.io/name': name }, { port: 8080, honorLabels: true }),
  ],
  values: (inputs) => ({
    installCRDs: true,
    crds: { annotations: neverPruned },
    leaderElect: true,
    ...pods(inputs, name, resources('50m', '256Mi')),
    serviceAccount: { create: true, name, annotations: identityAnnotations(name, inputs.cluster) ?? {} },
    webhook: pods(inputs, `${name}-webhook`, resources('25m', '128Mi')),
    certController: pods(inputs, `${name}-cert-controller`, resources('25m', '256Mi')),
  }),
});

/** The chart has the same keys for each of its three Deployments. */
function pods(inputs: OperatorInputs, label: string, requests: ReturnType<typeof resources>) {
  return {
    replicaCount: replicas(inputs),
    priorityClassName: operatorPriority(inputs),
    resources: requests,
    // The chart prefers it to its own default of `minAvailable`.
    podDisruptionBudget: { enabled: true, ...oneAtATime },
    topologySpreadConstraints: spreadOverZones(label),
  };
}
