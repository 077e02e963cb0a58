const labels = { 'app.kubernetes.io/name': 'api' };
/** A valid object of each kind, without its identity. */
export const good = {
  Deployment: {
    apiVersion: 'apps/v1',
    spec: {
      replicas: 3,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: '25%' } },
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: 'api',
              image: 'example.com/api:1.0',
              ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
              resources: { requests: { cpu: '500m', memory: '512Mi' }, limits: { cpu: 2 } },
              readinessProbe: { httpGet: { path: '/readyz', port: 'http' } },
              env: [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'api', key: 'token' } } }],
            },
          ],
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: 'topology.kubernetes.io/zone',
              whenUnsatisfiable: 'ScheduleAnyway',
              labelSelector: { matchLabels: labels },
            },
          ],
        },
      },
    },
  },
  HorizontalPodAutoscaler: {
    apiVersion: 'autoscaling/v2',
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' },
      minReplicas: 3,
      maxReplicas: 30,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
      ],
      behavior: { scaleDown: { stabilizationWindowSeconds: 300, selectPolicy: 'Min' } },
    },
  },
  NetworkPolicy: {
    apiVersion: 'networking.k8s.io/v1',
    spec: {
      podSelector: { matchLabels: labels },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 8080, protocol: 'TCP' }] }],
      egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 'dns' }] }],
    },
  },
  PodDisruptionBudget: {
    apiVersion: 'policy/v1',
    spec: { maxUnavailable: '10%', selector: { matchLabels: labels } },
  },
  ScaledObject: {
    apiVersion: 'keda.sh/v1alpha1',
    spec: {
      scaleTargetRef: { name: 'api' },
      minReplicaCount: 3,
      maxReplicaCount: 30,
      fallback: { failureThreshold: 3, replicas: 6 },
      triggers: [{ type: 'prometheus', metadata: { query: 'up', threshold: '1' } }],
    },
  },
  Cluster: {
    apiVersion: 'postgresql.cnpg.io/v1',
    spec: {
      instances: 3,
      storage: { size: '20Gi' },
      primaryUpdateStrategy: 'unsupervised',
      postgresql: { parameters: { max_connections: '200' } },
      resources: { requests: { cpu: '1', memory: '2Gi' } },
    },
  },
};
export type ManifestKind = keyof typeof good;

/** Mistakes of each sort for each kind: the path, the wrong value, and the expected message. */
export const mistakes: readonly [ManifestKind, path: string, value: unknown, said: string, field?: string][] = [
  ['Deployment', 'spec.replica', 3, 'unknown field'],
  ['Deployment', 'spec.template.spec.containers.0.port', 80, 'unknown field', 'spec.template.spec.containers[0].port'],
  ['Deployment', 'spec.replicas', '3', 'got string, want integer'],
  ['Deployment', 'spec.selector', undefined, 'required, but missing'],
  ['Deployment', 'spec.strategy.type', 'Rolling', "value must be one of 'Recreate', 'RollingUpdate'"],
  ['Deployment', 'spec.template.spec.restartPolicy', 'always', "value must be one of 'Always', 'Never', 'OnFailure'"],
  ['HorizontalPodAutoscaler', 'spec.maxReplica', 3, 'unknown field'],
  ['HorizontalPodAutoscaler', 'spec.minReplicas', 2.5, 'got number, want integer'],
  ['HorizontalPodAutoscaler', 'spec.maxReplicas', undefined, 'required, but missing'],
  ['NetworkPolicy', 'spec.podSelectors', {}, 'unknown field'],
  ['NetworkPolicy', 'spec.ingress', {}, 'got object, want array'],
  [
    'NetworkPolicy',
    'spec.egress.0.to.0.ipBlock.cidr',
    undefined,
    'required, but missing',
    'spec.egress[0].to[0].ipBlock.cidr',
  ],
  ['NetworkPolicy', 'spec.policyTypes.0', 'In', "value must be one of 'Egress', 'Ingress'", 'spec.policyTypes[0]'],
  ['PodDisruptionBudget', 'spec.maxUnavailables', 1, 'unknown field'],
  ['PodDisruptionBudget', 'spec.maxUnavailable', true, 'got boolean, want integer or string'],
  [
    'PodDisruptionBudget',
    'spec.unhealthyPodEvictionPolicy',
    'Never',
    "value must be one of 'AlwaysAllow', 'IfHealthyBudget'",
  ],
  ['ScaledObject', 'spec.maxReplicas', 3, 'unknown field'],
  ['ScaledObject', 'spec.minReplicaCount', '3', 'got string, want integer'],
  ['ScaledObject', 'spec.triggers', undefined, 'required, but missing'],
  [
    'ScaledObject',
    'spec.fallback.behavior',
    'none',
    "value must be one of 'static', 'currentReplicas', 'currentReplicasIfHigher', 'currentReplicasIfLower', 'scalingModifiers'",
  ],
  ['Cluster', 'spec.instance', 3, 'unknown field'],
  ['Cluster', 'spec.instances', '3', 'got string, want integer'],
  ['Cluster', 'spec.instances', 0, 'minimum: got 0, want 1'],
  [
    'Cluster',
    'spec.bootstrap',
    { initdb: { secret: {} } },
    'required, but missing',
    'spec.bootstrap.initdb.secret.name',
  ],
  ['Cluster', 'spec.primaryUpdateStrategy', 'never', "value must be one of 'unsupervised', 'supervised'"],
  ['Cluster', 'metadata.label', {}, 'unknown field'],
];

/** A valid object as text, with the value at one path replaced; `undefined` removes it. */
export function manifest(kind: ManifestKind, path?: string, value?: unknown): string {
  const object = { kind, metadata: { name: 'api', namespace: 'backend', labels }, ...structuredClone(good[kind]) };
  if (path !== undefined) {
    const steps = path.split('.');
    const last = steps.pop() as string;
    let parent: Record<string, unknown> = object;
    for (const step of steps) parent = parent[step] as Record<string, unknown>;
    parent[last] = value;
  }
  return JSON.stringify(object);
}
