import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import { gatewayName } from '../../../upstream/gateways.ts';
import { kongGatewayPorts } from '../../../upstream/kong.ts';
import { resources, restrictedContainer } from '../../operators/pods.ts';
import type { Shared } from '../../platform/clusterApp.ts';
import { priorityClassName } from '../../priority.ts';
import { spread } from '../../workload/spread.ts';
import { environment, kongPrefix } from './environment.ts';

/**
 * Kong 3.9.3, the last release that is open source: later ones are Kong Gateway, of which new pods without a licence do
 * not start (https://developer.konghq.com/gateway/entities/license/), and the operator would run those by default.
 * Digest as in `repos/kong/remote/3.9.3.md` of https://github.com/docker-library/repo-info at 092d6bb and in public
 * Dockerfiles that build on it.
 */
export const kongImage =
  'docker.io/library/kong:3.9.3@sha256:62721edc9669e2a96fe9d188ab8950b9105e69abb033129624a72d3e10da6777';

/** The user of Kong's own chart: `containerSecurityContext` in `charts/kong/values.yaml` of https://github.com/Kong/charts */
const user = 1000;

/**
 * Seconds of a pod's end: it goes on as before until load balancers send it nothing new, then finishes what it has
 * begun. Sockets that are open after that break off, and apps connect again.
 */
const drain = { wait: 45, timeout: 60, spare: 15 } as const;

/** The most that its folders hold. */
const scratch = { prefix: '1Gi', tmp: '256Mi' } as const;

/**
 * What the operator applies to the pods that it makes, as a strategic merge patch: the container is `proxy`.
 * https://developer.konghq.com/operator/dataplanes/how-to/set-dataplane-image/
 */
export function dataPlane({ inputs, labels }: Shared): IPodTemplateSpec {
  return {
    metadata: { labels: { ...labels } },
    spec: {
      priorityClassName: priorityClassName(inputs.fleet.name, { name: 'critical' }),
      terminationGracePeriodSeconds: drain.wait + drain.timeout + drain.spare,
      topologySpreadConstraints: spread(gatewayName, 'pod-template-hash'),
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: user,
        runAsGroup: user,
        fsGroup: user,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [
        {
          name: 'proxy',
          image: kongImage,
          env: Object.entries(environment).map(([name, value]) => ({ name, value })),
          resources: resources('1', '2Gi', Object.values(scratch)),
          securityContext: { ...restrictedContainer, capabilities: { drop: ['ALL'] } },
          lifecycle: {
            preStop: {
              exec: { command: ['kong', 'quit', `--wait=${drain.wait}`, `--timeout=${drain.timeout}`] },
            },
          },
          livenessProbe: {
            httpGet: { path: '/status', port: kongGatewayPorts.metrics, scheme: 'HTTP' },
            initialDelaySeconds: 5,
            periodSeconds: 10,
            timeoutSeconds: 5,
            failureThreshold: 3,
          },
          volumeMounts: [
            { name: 'prefix', mountPath: kongPrefix },
            { name: 'tmp', mountPath: '/tmp' },
          ],
        },
      ],
      volumes: [
        { name: 'prefix', emptyDir: { sizeLimit: scratch.prefix } },
        { name: 'tmp', emptyDir: { sizeLimit: scratch.tmp } },
      ],
    },
  };
}
