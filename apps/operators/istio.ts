import { drainSeconds } from '../../generators/blocks/gateways/loadBalancer.ts';
import { electsByDefault } from '../../generators/blocks/operators/leader.ts';
import { operator } from '../../generators/blocks/operators/operator.ts';
import { operatorMetrics } from '../../generators/blocks/operators/operatorMetrics.ts';
import { oneAtATime, replicas, resources, spreadOverZones } from '../../generators/blocks/operators/pods.ts';
import { here } from '../../generators/blocks/source.ts';
import { groupOf } from '../../generators/model/resource.ts';
import { istioNamespace } from '../../generators/upstream/istio.ts';
import { gatewayApiOperator } from './gatewayApi.ts';
import { accessLog } from './istioAccessLog.ts';
import { operatorPriority } from './priority.ts';

const source = here(import.meta);
const groups = ['networking.istio.io', 'security.istio.io', 'telemetry.istio.io', 'extensions.istio.io'];

/** Nobody reads the cluster from another one. */
const enableReaderRBAC = false;
/** Otherwise the chart says that objects pass unchecked, istiod says that they do not, and Argo CD undoes that. */
const validationFailurePolicy = 'Fail';

/**
 * Istio's definitions, and the webhook that has istiod check objects of these kinds. It runs nothing.
 * Values: `manifests/charts/base/values.yaml` of https://github.com/istio/istio
 */
export const istioBaseOperator = operator({
  name: 'istio-base',
  source,
  namespace: istioNamespace,
  groups,
  crds: 'unprunable',
  values: () => ({ global: { enableReaderRBAC }, base: { validationFailurePolicy } }),
});

/**
 * istiod: makes the pods of gateways and configures them, without a mesh: no pod gets a sidecar. Any pod of it serves
 * all gateways, one writes states and Deployments; gateways go on with what they have while there is none.
 * Values: `manifests/charts/istio-control/istio-discovery/values.yaml` of https://github.com/istio/istio
 */
export const istiodOperator = operator({
  name: 'istiod',
  source,
  namespace: istioNamespace,
  groups: [],
  requires: [gatewayApiOperator.name, istioBaseOperator.name],
  crds: 'none',
  leaders: {
    istiod: electsByDefault('https://github.com/istio/istio/blob/1.30.3/pilot/pkg/features/experimental.go'),
  },
  serves: (object, { gateway }) => {
    const group = groupOf(object);
    return groups.includes(group) || (gateway === 'istio' && group === 'gateway.networking.k8s.io');
  },
  declares: ({ gateway }) =>
    gateway === 'istio'
      ? [operatorMetrics({ name: 'istiod', namespace: istioNamespace }, { app: 'istiod' }, { port: 15014 })]
      : [],
  values: (inputs) => ({
    autoscaleEnabled: false,
    replicaCount: replicas(inputs),
    resources: resources('250m', '1Gi'),
    seccompProfile: { type: 'RuntimeDefault' },
    topologySpreadConstraints: spreadOverZones('istiod'),
    pdb: { ...oneAtATime, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
    env: {
      // Gateways fetch the keys of tokens themselves from a Service of the cluster; istiod fetches those outside, over TLS.
      PILOT_JWT_ENABLE_REMOTE_JWKS: 'hybrid',
      // What Argo CD writes on a Gateway to track it is not for the objects made of it.
      PILOT_ENABLE_GATEWAY_API_COPY_LABELS_ANNOTATIONS: 'false',
      INJECTION_WEBHOOK_CONFIG_NAME: '',
    },
    global: {
      priorityClassName: operatorPriority(inputs),
      // Images without a shell: https://istio.io/latest/docs/ops/configuration/security/harden-docker-images/
      variant: 'distroless',
      logAsJson: true,
      enableReaderRBAC,
      // The webhook that would add sidecars to pods is left out.
      operatorManageWebhooks: true,
    },
    base: { validationFailurePolicy },
    meshConfig: meshConfig(inputs.namespaces),
  }),
});

/** https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/ */
function meshConfig(namespaces: readonly string[]) {
  const watched = [...new Set([istioNamespace, ...namespaces])].sort();
  return {
    discoverySelectors: [
      { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: watched }] },
    ],
    // `//`, `%2e` and `%2F` are resolved before a route is chosen, and apps get what was chosen by.
    pathNormalization: { normalization: 'DECODE_AND_MERGE_SLASHES' },
    // By default it asks twice more, after many kinds of errors. A request that reached no app may be sent again.
    defaultHttpRetryPolicy: { attempts: 1, retryOn: 'connect-failure,refused-stream' },
    enableAutoMtls: false,
    accessLogFile: '/dev/stdout',
    accessLogEncoding: 'JSON',
    accessLogFormat: accessLog,
    defaultConfig: {
      drainDuration: `${drainSeconds}s`,
      terminationDrainDuration: `${drainSeconds}s`,
      proxyHeaders: {
        server: { disabled: true },
        envoyDebugHeaders: { disabled: true },
        attemptCount: { disabled: true },
        metadataExchangeHeaders: { mode: 'IN_MESH' },
      },
    },
  };
}
