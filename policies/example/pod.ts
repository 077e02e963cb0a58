import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';

const digest = 'sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0';

/** The recommended labels as far as rules read them. */
export const labelsOf = (app: string) => ({ 'app.kubernetes.io/name': app });

/** A pod that keeps every rule: one container, spread over zones, without rights. */
export function examplePod(app: string): IPodSpec {
  const probe = { httpGet: { path: '/healthz', port: 'http' } };
  return {
    serviceAccountName: app,
    automountServiceAccountToken: false,
    priorityClassName: 'standard',
    terminationGracePeriodSeconds: 45,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 10001,
      fsGroup: 10001,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    topologySpreadConstraints: [
      {
        topologyKey: 'topology.kubernetes.io/zone',
        maxSkew: 1,
        whenUnsatisfiable: 'DoNotSchedule',
        nodeTaintsPolicy: 'Honor',
        labelSelector: { matchLabels: labelsOf(app) },
      },
    ],
    containers: [
      {
        name: app,
        image: `registry.example.com/shop/${app}:1.4.2@${digest}`,
        ports: [
          { name: 'http', containerPort: 8080 },
          { name: 'metrics', containerPort: 9090 },
        ],
        resources: { requests: { cpu: '250m', memory: '256Mi' }, limits: { memory: '256Mi' } },
        startupProbe: { ...probe, periodSeconds: 5, failureThreshold: 60 },
        readinessProbe: { ...probe, periodSeconds: 5 },
        livenessProbe: { ...probe, periodSeconds: 10 },
        lifecycle: { preStop: { sleep: { seconds: 15 } } },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
      },
    ],
    volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } }],
  };
}
