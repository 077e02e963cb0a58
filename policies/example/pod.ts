import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';

const digest = 'sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0';

/** The recommended labels as far as rules read them. */
export const labelsOf = (app: string) => ({ 'app.kubernetes.io/name': app });

/** A pod that keeps every rule: one container, spread over zones, without rights. */
export function examplePod(app: string): IPodSpec {
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
    containers: [mainContainer(app)],
    volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } }],
  };
}

/** The container of a pod: it answers on `http` and shows what it does on `metrics`. */
function mainContainer(app: string): IContainer {
  const probe = { httpGet: { path: '/healthz', port: 'http' } };
  return {
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
  };
}

/** A container that keeps every rule and that nobody calls: without ports, probed by a command, and ending at once. */
export function silentContainer(name: string): IContainer {
  const { ports: _, lifecycle: __, startupProbe, readinessProbe, livenessProbe, ...container } = mainContainer(name);
  const probe = { httpGet: undefined, exec: { command: ['/bin/healthy'] } };
  return {
    ...container,
    startupProbe: { ...startupProbe, ...probe },
    readinessProbe: { ...readinessProbe, ...probe },
    livenessProbe: { ...livenessProbe, ...probe },
  };
}

/** A container that ends by itself before the others start. */
export function initContainer(name: string): IContainer {
  const { startupProbe: _, readinessProbe: __, livenessProbe: ___, ...container } = silentContainer(name);
  return container;
}
