import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { printYaml } from '../../../files/yaml.ts';
import type { ClusterFacts } from '../../../model/inputs.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import { gatewayName } from '../../../upstream/gateways.ts';
import type { Shared } from '../../platform/clusterApp.ts';
import { priorityClassName } from '../../priority.ts';
import { spreadOf } from '../../workload/spread.ts';
import { graceSeconds, loadBalancerAnnotations } from '../loadBalancer.ts';
import { besideGateway } from './target.ts';

/** Name of the ConfigMap with what is added to the objects that istiod makes of the Gateway. */
export const parametersName = 'gateway-parameters';

/** https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#automated-deployment */
const selector = { 'gateway.networking.k8s.io/gateway-name': gatewayName };

/**
 * Patches of the Deployment, the Service, the autoscaler and the budget of the gateway: strategic merge patches onto
 * `manifests/charts/istio-control/istio-discovery/files/kube-gateway.yaml` of istio/istio 1.30.3. Without its key there
 * is no autoscaler and no budget: `pilot/pkg/config/kube/gatewaycommon/deploymentcontroller.go`.
 */
export function podParameters({ inputs, labels }: Shared): Resource {
  const { cluster, fleet } = inputs;
  const patches = {
    deployment: deployment(cluster, priorityClassName(fleet.name, { name: 'critical' })),
    service: service(cluster),
    horizontalPodAutoscaler: { spec: scale(cluster) },
    podDisruptionBudget: { spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' } },
  };
  const data = Object.fromEntries(Object.entries(patches).map(([key, patch]) => [key, printYaml(patch)]));
  return resource<IConfigMap>({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: besideGateway(parametersName, labels),
    data,
  });
}

function deployment({ cloud }: ClusterFacts, priorityClass: string) {
  return {
    spec: {
      strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: {
        spec: {
          priorityClassName: priorityClass,
          terminationGracePeriodSeconds: graceSeconds,
          // It proves who it is to istiod with a token of its own, and never calls the API server.
          automountServiceAccountToken: false,
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          topologySpreadConstraints: spreadOf(selector, 'pod-template-hash'),
          containers: [{ name: 'istio-proxy', resources: resources(cloud) }],
        },
      },
    },
  };
}

/** Envoy has as many threads as its limit has cores, so here CPU has one. */
function resources(cloud: ClusterFacts['cloud']) {
  if (cloud === 'local') return { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '1', memory: '256Mi' } };
  return { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '2', memory: '1Gi' } };
}

/** The port of the pods' own health is for the inside alone. */
function service(cluster: ClusterFacts) {
  const annotations = loadBalancerAnnotations(cluster);
  return {
    ...(Object.keys(annotations).length > 0 && { metadata: { annotations } }),
    spec: { externalTrafficPolicy: 'Local', ports: [{ port: 15021, $patch: 'delete' }] },
  };
}

/** In every zone at least one pod, and two where there is one zone and more than one node to lose. */
function scale({ zones, cloud }: ClusterFacts) {
  const minReplicas = cloud === 'local' ? 1 : Math.max(2, zones.length);
  return {
    minReplicas,
    maxReplicas: minReplicas * 4,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } }],
  };
}
