import {
  deregistrationSeconds,
  graceSeconds,
  loadBalancerAnnotations,
} from '../../generators/blocks/gateways/loadBalancer.ts';
import { entryPoints } from '../../generators/blocks/gateways/traefik/entryPoints.ts';
import { traefikAccessLog } from '../../generators/blocks/gateways/traefik/traefikAccessLog.ts';
import { byDigest } from '../../generators/blocks/operators/byDigest.ts';
import { allServe } from '../../generators/blocks/operators/leader.ts';
import { operator } from '../../generators/blocks/operators/operator.ts';
import { oneAtATime, resources, spreadOverZones } from '../../generators/blocks/operators/pods.ts';
import { here } from '../../generators/blocks/source.ts';
import { groupOf } from '../../generators/model/resource.ts';
import { gatewayName, gatewayNamespace } from '../../generators/upstream/gateways.ts';
import { gatewayApiOperator } from './gatewayApi.ts';
import { operatorPriority } from './priority.ts';

/**
 * Image of chart 41.6.0. Digest as in https://github.com/hivepaas/hivepaas
 * (`hivepaas_app/service/sysupdateservice/sysupdateserviceimpl/update_traefik_test.go`) and
 * https://github.com/eugene-panin/terraform-nomad-hashistack (`modules/traefik/variables.tf`).
 */
const image = 'v3.7.13@sha256:24841fe2de7304c149343d877d2923b4c8800a38ba015dea9174c23b20e344a0';

/** The most that waiting bodies hold. */
const scratch = '2Gi';
const plugins = '1Mi';

/**
 * Traefik, the gateway: it is not an operator that makes pods, its own pods carry the requests, in the namespace of the
 * gateways. Each pod reads the API server itself, so none leads. It watches all namespaces: its reader of the Gateway API
 * works with a ClusterRole alone, and a cluster that becomes active gets routes without a restart of the gateway.
 * Requests go to the ClusterIP of a Service, so kube-proxy picks the pod, as inside the cluster. Traces: an incoming
 * `traceparent` goes on to backends as it is.
 * Values: `traefik/values.yaml` of https://github.com/traefik/traefik-helm-chart
 */
export const traefikOperator = operator({
  name: 'traefik',
  source: here(import.meta),
  namespace: gatewayNamespace,
  groups: ['traefik.io', 'hub.traefik.io'],
  requires: [gatewayApiOperator.name],
  crds: 'unprunable',
  leaders: { [gatewayName]: allServe },
  serves: (object, { gateway }) =>
    gateway === 'traefik' && ['traefik.io', 'gateway.networking.k8s.io'].includes(groupOf(object)),
  values: (inputs) => ({
    nameOverride: gatewayName,
    fullnameOverride: gatewayName,
    image: byDigest(inputs, '41.6.0', image),
    deployment: {
      terminationGracePeriodSeconds: graceSeconds,
      // Bodies above 1 MiB wait here, of requests and answers with a largest size.
      tmpVolume: { emptyDir: { sizeLimit: scratch } },
    },
    // Where it would keep certificates that it asked for itself: it asks for none.
    persistence: { emptyDir: { sizeLimit: plugins } },
    autoscaling: {
      enabled: true,
      minReplicas: inputs.cluster.zones.length,
      maxReplicas: inputs.cluster.zones.length * 4,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } },
      ],
    },
    // A pod answers its probe before it has read routes, which takes a second or two: until then it answers 404 to all.
    readinessProbe: { initialDelaySeconds: 10 },
    podDisruptionBudget: { enabled: true, ...oneAtATime },
    topologySpreadConstraints: spreadOverZones(gatewayName),
    priorityClassName: operatorPriority(inputs),
    resources: resources('500m', '512Mi', [scratch, plugins]),
    service: {
      annotations: loadBalancerAnnotations(inputs.cluster),
      // Local: pods see the address of the client, by which requests are limited.
      spec: { type: 'LoadBalancer', externalTrafficPolicy: 'Local' },
    },
    ports: entryPoints,
    accessLog: traefikAccessLog,
    log: { format: 'json', level: 'INFO' },
    metrics: {
      prometheus: { addRoutersLabels: true, buckets: '0.01,0.05,0.1,0.25,0.5,1,2.5,5,10,15' },
    },
    providers: {
      kubernetesGateway: { enabled: true, nativeLBByDefault: true },
      kubernetesCRD: {
        enabled: true,
        nativeLBByDefault: true,
        // Without it `a-b` in namespace `c` and `b` in namespace `c-a` are one Middleware.
        safeNaming: true,
        defaultTLSResourcesNamespace: gatewayNamespace,
      },
      kubernetesIngress: { enabled: false },
    },
    core: { strictTLSOptions: true },
    // The GatewayClass and the Gateway are those of the app `gateway`.
    gateway: { enabled: false },
    gatewayClass: { enabled: false },
    ingressClass: { enabled: false },
    api: { dashboard: false },
    global: { checkNewVersion: false, sendAnonymousUsage: false },
    additionalArguments: [
      // A pod that terminates answers its probe as long as it takes connections, else kube-proxy sends it none of the last.
      '--ping.terminatingStatusCode=200',
      `--entryPoints.traefik.transport.lifeCycle.requestAcceptGraceTimeout=${deregistrationSeconds}s`,
      '--serversTransport.forwardingTimeouts.dialTimeout=5s',
    ],
  }),
});
