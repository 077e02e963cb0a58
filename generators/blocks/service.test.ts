import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oneVersionAnnotation } from '../model/oneVersion.ts';
import { golden, ofKind, shown } from '../testing/golden.ts';
import { app, users } from '../testing/names.ts';
import { rendered } from '../testing/rendered.ts';
import { exampleRuntime } from '../testing/runtime.ts';
import { exampleSpec } from '../testing/spec.ts';
import { externalUsers } from '../testing/usersDatabase.ts';
import { open, route } from './gateways/route.ts';
import { calls } from './names.ts';
import { cpu, memory } from './scaling/scale.ts';
import { service } from './service.ts';

const shop = app('shop', 'backend', ['http']);
const caller = app('caller', 'media', []);
const apps = [
  service(shop, {
    ...exampleSpec,
    routes: [route('api', '/v1', { auth: open('A test.') })],
    uses: { users: users.readWrite },
    env: ({ uses }) => ({ DATABASE_URL: uses.users.url, LOG_FORMAT: 'json' }),
    args: () => ['--serve'],
  }),
  service(caller, { ...exampleSpec, uses: { shop: calls(shop, 'http') } }),
];
const place = { cluster: { data: { users: externalUsers } } } as const;
const objects = rendered('shop', { apps, contracts: [users.contract] }, place);

/**
 * Fields and values by the API reference of each kind, https://kubernetes.io/docs/reference/kubernetes-api/,
 * https://gateway-api.sigs.k8s.io/reference/spec/ and, of the gateway that a cluster has where it names none,
 * https://istio.io/latest/docs/reference/config/networking/destination-rule/. The checksum is what `printf '{"LOG_FORMAT":"json"}' | sha256sum` begins with.
 */
const expected = `
apiVersion: v1
kind: Service
metadata: { name: shop }
spec:
  type: ClusterIP
  selector: { app.kubernetes.io/name: shop }
  trafficDistribution: PreferSameZone
  ports:
    - { name: http, port: 8080, targetPort: http, protocol: TCP }
    - { name: metrics, port: 9090, targetPort: metrics, protocol: TCP }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: shop }
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector: { matchLabels: { app.kubernetes.io/name: shop } }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: shop }
automountServiceAccountToken: false
---
apiVersion: v1
kind: ConfigMap
metadata: { name: shop }
data: { LOG_FORMAT: json }
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  annotations: { secret.reloader.stakater.com/auto: "true" }
spec:
  revisionHistoryLimit: 3
  progressDeadlineSeconds: 600
  strategy:
    type: RollingUpdate
    rollingUpdate: { maxSurge: 25%, maxUnavailable: 0 }
  selector: { matchLabels: { app.kubernetes.io/name: shop } }
  template:
    metadata:
      labels:
        app.kubernetes.io/name: shop
        app.kubernetes.io/component: backend
        app.kubernetes.io/part-of: shop
        app.kubernetes.io/managed-by: argocd
      annotations: { checksum/config: d3d507fb2f07e73c }
    spec:
      serviceAccountName: shop
      automountServiceAccountToken: false
      enableServiceLinks: false
      priorityClassName: shop-standard
      terminationGracePeriodSeconds: 40
      securityContext:
        runAsNonRoot: true
        runAsUser: 10001
        runAsGroup: 10002
        fsGroup: 10002
        fsGroupChangePolicy: OnRootMismatch
        seccompProfile: { type: RuntimeDefault }
      topologySpreadConstraints:
        - maxSkew: 1
          labelSelector: { matchLabels: { app.kubernetes.io/name: shop } }
          matchLabelKeys: [pod-template-hash]
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: DoNotSchedule
          nodeTaintsPolicy: Honor
        - maxSkew: 1
          labelSelector: { matchLabels: { app.kubernetes.io/name: shop } }
          matchLabelKeys: [pod-template-hash]
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
      containers:
        - name: shop
          image: registry.example.com/shop:1@sha256:0000
          imagePullPolicy: IfNotPresent
          args: [--serve]
          ports:
            - { name: http, containerPort: 8080, protocol: TCP }
            - { name: metrics, containerPort: 9090, protocol: TCP }
          envFrom:
            - configMapRef: { name: shop }
            - secretRef: { name: shop }
          resources:
            requests: { cpu: 250m, memory: 128Mi }
            limits: { cpu: "1", memory: 128Mi }
          startupProbe:
            { httpGet: { port: http, path: /started, scheme: HTTP }, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 60 }
          readinessProbe:
            { httpGet: { port: http, path: /ready, scheme: HTTP }, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 2 }
          livenessProbe:
            { httpGet: { port: metrics, path: /live, scheme: HTTP }, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 }
          lifecycle: { preStop: { sleep: { seconds: 15 } } }
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: { drop: [ALL] }
          volumeMounts: [{ name: tmp, mountPath: /tmp }]
      volumes: [{ name: tmp, emptyDir: { sizeLimit: 64Mi } }]
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }
  minReplicas: 2
  maxReplicas: 6
  metrics:
    - { type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }
  behavior:
    scaleUp:
      stabilizationWindowSeconds: 0
      selectPolicy: Max
      policies:
        - { type: Percent, value: 100, periodSeconds: 15 }
        - { type: Pods, value: 4, periodSeconds: 15 }
    scaleDown:
      stabilizationWindowSeconds: 300
      selectPolicy: Max
      policies: [{ type: Percent, value: 10, periodSeconds: 60 }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: shop-v1 }
spec:
  parentRefs:
    - { group: gateway.networking.k8s.io, kind: Gateway, name: gateway, namespace: gateways, sectionName: https-api }
  hostnames: [api.example.com]
  rules:
    - matches: [{ path: { type: PathPrefix, value: /v1 } }]
      filters:
        - type: RequestHeaderModifier
          requestHeaderModifier: { remove: [X-User-Id, X_User_Id, X-User_Id, X_User-Id] }
        - type: ResponseHeaderModifier
          responseHeaderModifier:
            set:
              - { name: Strict-Transport-Security, value: max-age=31536000 }
              - { name: X-Content-Type-Options, value: nosniff }
            remove: [Server, X-Powered-By]
      timeouts: { request: 15s }
      backendRefs: [{ group: "", kind: Service, name: shop, port: 8080, weight: 1 }]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: shop }
spec:
  host: shop.backend.svc.cluster.local
  trafficPolicy:
    connectionPool:
      tcp: { connectTimeout: 2s, maxConnections: 2048 }
      http: { http1MaxPendingRequests: 512, http2MaxRequests: 2048 }
    outlierDetection:
      consecutive5xxErrors: 0
      consecutiveGatewayErrors: 5
      interval: 10s
      baseEjectionTime: 30s
      maxEjectionPercent: 50
---
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: { name: shop }
spec:
  selector:
    matchExpressions: [{ key: app.kubernetes.io/name, operator: In, values: [shop, shop-canary] }]
  attachMetadata: { node: true }
  podMetricsEndpoints:
    - portNumber: 9090
      path: /metrics
      interval: 15s
      relabelings:
        - sourceLabels: [__meta_kubernetes_pod_label_app_kubernetes_io_name]
          targetLabel: service
          action: replace
        - sourceLabels: [__meta_kubernetes_node_label_topology_kubernetes_io_zone]
          targetLabel: zone
          action: replace
---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: shop-alerts }
spec:
  groups:
    - name: shop-alerts
      rules:
        - alert: TargetsMissing
          expr: absent(up{namespace="backend",service="shop"} == 1)
          for: 5m
          labels: { namespace: backend, service: shop, severity: page, team: backend }
          annotations:
            summary: "No pod of shop in backend gives metrics: it is down, or nobody sees how it is"
            dashboard: app
            runbook: docs/runbooks/TargetsMissing.md
`;

test('a service that scales on CPU and has a route is these objects', () => {
  const others = objects.filter(({ kind }) => !['NetworkPolicy', 'ExternalSecret'].includes(kind));
  assert.deepEqual(shown(others), golden(expected));
});

test('a service has one network policy, and one ExternalSecret where it reads secrets', () => {
  assert.deepEqual(
    ofKind(objects, 'NetworkPolicy', 'ExternalSecret').map(({ kind, metadata }) => `${kind}/${metadata.name}`),
    ['NetworkPolicy/shop', 'ExternalSecret/shop'],
  );
  const bare = rendered('caller', { apps, contracts: [users.contract] }, place);
  assert.deepEqual(ofKind(bare, 'ConfigMap', 'ExternalSecret'), []);
});

test('callers and gateways reach the port that they name, and Prometheus the metrics', () => {
  const [policy] = ofKind(objects, 'NetworkPolicy');
  const { ingress } = policy?.spec as { ingress: { ports: { port: number }[] }[] };
  assert.deepEqual(
    ingress.map(({ ports }) => ports.map(({ port }) => port)),
    [[8080], [8080], [9090]],
  );
});

test('every object is in the namespace of its tier and has the recommended labels', () => {
  const labels = {
    'app.kubernetes.io/name': 'shop',
    'app.kubernetes.io/component': 'backend',
    'app.kubernetes.io/part-of': 'shop',
    'app.kubernetes.io/managed-by': 'argocd',
  };
  for (const { kind, metadata } of objects) {
    assert.deepEqual([metadata.namespace, metadata.labels], ['backend', labels], kind);
  }
});

const one = app('one', 'backend', ['http']);
const withScale = (scale: Parameters<typeof service>[1]['scale'], settings = {}, rollout = {}) => {
  const own = service(one, { ...exampleSpec, scale, uses: {}, ...rollout });
  return rendered('one', { apps: [own], contracts: [] }, { cluster: { apps: { one: settings } } });
};
const specOf = (all: ReturnType<typeof rendered>, kind: string) =>
  ofKind(all, kind)[0]?.spec as Record<string, unknown>;

test('equal bounds are a fixed number of pods by an autoscaler, so that they can differ again', () => {
  const fixed = withScale({ min: 3, max: 3, on: [cpu(70)] });
  const { minReplicas, maxReplicas } = specOf(fixed, 'HorizontalPodAutoscaler');
  assert.deepEqual([specOf(fixed, 'Deployment').replicas, minReplicas, maxReplicas], [undefined, 3, 3]);
});

test('one pod at most needs no autoscaler: giving up its number in git means one pod, too', () => {
  const single = withScale({ min: 1, max: 1, on: [cpu(70)] });
  assert.equal(specOf(single, 'Deployment').replicas, 1);
  assert.deepEqual(ofKind(single, 'HorizontalPodAutoscaler', 'ScaledObject'), []);
});

test('settings move the bounds, and an autoscaler alone writes the number of pods', () => {
  const scaled = withScale({ min: 3, max: 3, on: [cpu(70), memory(80)] }, { scale: { max: 9 } });
  assert.ok(!('replicas' in specOf(scaled, 'Deployment')));
  const { minReplicas, maxReplicas, metrics } = specOf(scaled, 'HorizontalPodAutoscaler');
  assert.deepEqual([minReplicas, maxReplicas], [3, 9]);
  assert.deepEqual(metrics, [
    { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
    { type: 'Resource', resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 80 } } },
  ]);
});

test('a roll-out may be slower than usual, and still removes no pod before its successor is ready', () => {
  const slow = withScale(exampleSpec.scale, {}, { rollout: { maxSurge: 1, minReadySeconds: 30 } });
  const { minReadySeconds, strategy } = specOf(slow, 'Deployment');
  assert.equal(minReadySeconds, 30);
  assert.deepEqual(strategy, { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } });
});

test('an image without arguments runs as it is built, and arguments of image and app follow one another', () => {
  const argsOf = (image: readonly string[] | undefined, own: readonly string[]) => {
    const runtime = { ...exampleRuntime, ...(image && { args: image }) };
    const [deployment] = ofKind(withScale(exampleSpec.scale, {}, { runtime, args: () => own }), 'Deployment');
    const { template } = deployment?.spec as { template: { spec: { containers: { args?: string[] }[] } } };
    return template.spec.containers[0]?.args;
  };
  assert.equal(argsOf(undefined, []), undefined);
  assert.deepEqual(argsOf(['serve'], ['--port=1']), ['serve', '--port=1']);
});

const oneVersion = (settings = {}) => {
  const runtime = { ...exampleRuntime, oneVersion: 'Keycloak' };
  const own = service(one, { ...exampleSpec, runtime, scale: { min: 2, max: 9, on: [cpu(70)] }, uses: {} });
  const objects = rendered('one', { apps: [own], contracts: [] }, { cluster: { apps: { one: settings } } });
  const [deployment] = ofKind(objects, 'Deployment');
  return [
    (deployment?.spec as { strategy: object }).strategy,
    deployment?.metadata.annotations?.[oneVersionAnnotation],
  ];
};

test('a program that does not run in two versions at a time says so, and ends all its pods first if it is told to', () => {
  const rolling = { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } };
  assert.deepEqual(oneVersion(), [rolling, 'Keycloak']);
  assert.deepEqual(oneVersion({ update: 'recreate' }), [{ type: 'Recreate' }, 'Keycloak']);
});
