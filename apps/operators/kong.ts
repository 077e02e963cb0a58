import { electsByDefault } from '../../generators/blocks/operators/leader.ts';
import { operator } from '../../generators/blocks/operators/operator.ts';
import { operatorMetrics } from '../../generators/blocks/operators/operatorMetrics.ts';
import { preferZones, replicas, resources } from '../../generators/blocks/operators/pods.ts';
import { here } from '../../generators/blocks/source.ts';
import { certManagerOperator } from './certManager.ts';
import { gatewayApiOperator } from './gatewayApi.ts';

const name = 'kong-operator';

/**
 * Kong's operator: it runs the pods of gateways, and is itself the controller that tells them their routes. While no pod
 * of it leads, they serve on with the routes that they have, and a new pod of them gets none. Certificates are
 * cert-manager's: the chart's own would be made anew at every rendering. The kinds of the Gateway API come from elsewhere.
 * The chart has no keys for priority class and disruption budget, and knows no other strategy than Recreate.
 * Values: `charts/kong-operator/values.yaml` of https://github.com/Kong/charts/tree/kong-operator-1.3.1
 */
export const kongOperator = operator({
  name,
  source: here(import.meta),
  namespace: 'kong-system',
  groups: ['configuration.konghq.com', 'gateway-operator.konghq.com', 'eventgateway.konghq.com', 'konnect.konghq.com'],
  requires: [gatewayApiOperator.name, certManagerOperator.name],
  crds: 'unprunable',
  leaders: {
    [`${name}-controller-manager`]: electsByDefault(
      'https://github.com/Kong/kong-operator/blob/v2.2.2/modules/cli/cli.go',
    ),
  },
  declares: ({ gateway }) =>
    gateway === 'kong'
      ? [operatorMetrics({ name, namespace: 'kong-system' }, { 'app.kubernetes.io/name': name }, { port: 8080 })]
      : [],
  values: (inputs) => ({
    fullnameOverride: name,
    // The definitions name the Service that converts their objects by a value of their own.
    'ko-crds': { fullnameOverride: name },
    replicaCount: replicas(inputs),
    resources: resources('100m', '512Mi'),
    affinity: preferZones(name),
    env: { anonymous_reports: 'false' },
    'gwapi-standard-crds': { enabled: false },
    global: {
      webhooks: { options: { certManager: { enabled: true } } },
      certificateAuthority: { options: { certManager: { enabled: true } } },
    },
  }),
});
