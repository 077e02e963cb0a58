import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import type { Cloud } from '../../../model/settings/index.ts';
import { platformOf } from '../../../testing/platform.ts';
import { istioGateway } from './index.ts';
import { podParameters } from './podParameters.ts';

function patchesIn(cloud: Cloud) {
  const { data } = podParameters(platformOf(cloud)) as unknown as { data: Record<string, string> };
  return Object.fromEntries(Object.entries(data).map(([key, text]) => [key, parse(text)]));
}

/** Keys: `supportedOverlays` of `pilot/pkg/config/kube/gatewaycommon/deploymentcontroller.go`, istio/istio 1.30.3. */
test('what istiod makes of the Gateway has an autoscaler and a budget, which are there only by their keys', () => {
  const { horizontalPodAutoscaler, podDisruptionBudget, ...others } = patchesIn('aws');
  assert.deepEqual(Object.keys(others).sort(), ['deployment', 'service']);
  assert.deepEqual(podDisruptionBudget, { spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' } });
  const target = { type: 'Utilization', averageUtilization: 60 };
  assert.deepEqual(horizontalPodAutoscaler, {
    spec: { minReplicas: 3, maxReplicas: 12, metrics: [{ type: 'Resource', resource: { name: 'cpu', target } }] },
  });
  assert.partialDeepStrictEqual(patchesIn('local').horizontalPodAutoscaler, { spec: { minReplicas: 1 } });
});

test('pods lie in all zones, take no rights, give way to nothing, and end after they drained', () => {
  const { spec } = patchesIn('aws').deployment;
  assert.deepEqual(spec.strategy, { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } });
  assert.partialDeepStrictEqual(spec.template.spec, {
    priorityClassName: 'shop-critical',
    terminationGracePeriodSeconds: 90,
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [{ name: 'istio-proxy' }],
  });
  assert.partialDeepStrictEqual(spec.template.spec.topologySpreadConstraints[0], {
    topologyKey: 'topology.kubernetes.io/zone',
    whenUnsatisfiable: 'DoNotSchedule',
    labelSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'gateway' } },
  });
});

test('the Service keeps addresses of clients, asks the cloud for a load balancer, and hides the port of health', () => {
  const { service } = patchesIn('azure');
  const spec = { externalTrafficPolicy: 'Local', ports: [{ port: 15021, $patch: 'delete' }] };
  assert.deepEqual(service, {
    metadata: { annotations: { 'service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout': '30' } },
    spec,
  });
  assert.deepEqual(patchesIn('local').service, { spec });
});

test('the Gateway names them, and its pods carry the label that policies of apps let in', () => {
  const shared = { ...platformOf('aws'), labels: { 'app.kubernetes.io/name': 'gateway' } };
  assert.deepEqual(istioGateway.gateway(shared).spec, {
    infrastructure: {
      labels: { 'app.kubernetes.io/name': 'gateway' },
      parametersRef: { group: '', kind: 'ConfigMap', name: 'gateway-parameters' },
    },
  });
  assert.equal(podParameters(shared).metadata.name, 'gateway-parameters');
});

test('a pod never gets more memory than it asked for, and as many threads as it has cores', () => {
  const resourcesIn = (cloud: Cloud) => patchesIn(cloud).deployment.spec.template.spec.containers[0].resources;
  assert.deepEqual(resourcesIn('aws'), { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '2', memory: '1Gi' } });
  const { requests, limits } = resourcesIn('local');
  assert.equal(requests.memory, limits.memory);
  assert.ok(limits.cpu);
});
