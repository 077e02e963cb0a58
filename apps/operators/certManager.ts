import { dnsIdentity } from '../../generators/blocks/gateways/zone/dnsIdentity.ts';
import { provesInZone } from '../../generators/blocks/gateways/zone/issuers.ts';
import { zoneAccountId } from '../../generators/blocks/gateways/zone/zoneAccount.ts';
import { byDigest } from '../../generators/blocks/operators/byDigest.ts';
import { allServe, electsByDefault } from '../../generators/blocks/operators/leader.ts';
import { operator } from '../../generators/blocks/operators/operator.ts';
import { operatorMetrics } from '../../generators/blocks/operators/operatorMetrics.ts';
import { oneAtATime, replicas, resources, spreadOverZones } from '../../generators/blocks/operators/pods.ts';
import { here } from '../../generators/blocks/source.ts';
import type { OperatorInputs } from '../../generators/model/operator.ts';
import { certManagerAccount } from '../../generators/upstream/certManager.ts';
import { operatorPriority } from './priority.ts';

const { name } = certManagerAccount;
const elects = electsByDefault(
  'https://github.com/cert-manager/cert-manager/blob/v1.21.1/internal/apis/config/shared/v1alpha1/defaults.go',
);

const chart = 'v1.21.1';

/**
 * Images of cert-manager v1.21.1; the solver runs in the pods that answer HTTP challenges. Digests as in
 * https://github.com/UMC-PRODUCT/umc-product-infra (`argocd/applications/platform/cert-manager.yaml`) and
 * https://github.com/OpenAgentsInc/openagents (`infra/livekit/addons.lock.json`).
 */
const images = {
  controller: 'v1.21.1@sha256:416a2d76870d996460e62bd7f521bf14fa017be9e3e904aab92163a331fcb61a',
  webhook: 'v1.21.1@sha256:d8b3961b51c8c7320633f8208dc46bf88aa13804d0f7cbe48a096b2c523cee42',
  cainjector: 'v1.21.1@sha256:ccf6b919ec0500745a47a910118f834f9636d0aac1ff221245cd2557ed8c7c98',
  solver: 'v1.21.1@sha256:dbc7cc1354f603918e7c5af7f55a0a620537394452c93a565bde75c6f48e8837',
} as const;

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
  identity: {
    of: 'zone',
    account: (dns) => (dns?.service === 'route53' ? zoneAccountId : certManagerAccount),
    // Of Route 53 the Issuer names the role, of other services the account of its pods.
    may: ({ dns }, objects) =>
      dns && (dns.service !== 'route53' || objects.some(provesInZone))
        ? [{ to: 'zone', zone: dns, may: 'challenges' }]
        : [],
  },
  leaders: { [name]: elects, [`${name}-cainjector`]: elects, [`${name}-webhook`]: allServe },
  declares: () => [
    operatorMetrics(
      { name, namespace: name },
      { 'app.kubernetes.io/name': name, 'app.kubernetes.io/component': 'controller' },
      { port: 9402, honorLabels: true },
    ),
  ],
  values: (inputs) => ({
    global: { priorityClassName: operatorPriority(inputs), leaderElection: { namespace: name } },
    crds: { enabled: true, keep: true },
    ...pods(inputs, name, images.controller, resources('50m', '256Mi')),
    serviceAccount: { create: true, name, annotations: dnsIdentity(name, inputs) },
    ...(inputs.cluster.cloud === 'azure' && { podLabels: { 'azure.workload.identity/use': 'true' } }),
    // Issuers of a namespace, not those of a cluster alone, may act as the identity of its pods.
    extraArgs: ['--issuer-ambient-credentials'],
    webhook: pods(inputs, 'webhook', images.webhook, resources('25m', '128Mi')),
    cainjector: pods(inputs, 'cainjector', images.cainjector, resources('50m', '512Mi')),
    acmesolver: { image: byDigest(inputs, chart, images.solver) },
    // A job that only waits for the webhook: Argo CD's own health check and retries do that.
    startupapicheck: { enabled: false },
  }),
});

function pods(inputs: OperatorInputs, label: string, image: string, requests: ReturnType<typeof resources>) {
  return {
    image: byDigest(inputs, chart, image),
    replicaCount: replicas(inputs),
    resources: requests,
    podDisruptionBudget: { enabled: true, ...oneAtATime },
    topologySpreadConstraints: spreadOverZones(label),
  };
}
