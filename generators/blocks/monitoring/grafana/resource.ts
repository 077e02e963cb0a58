import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { bytes, canonicalBytes, canonicalCpu, milliCpu } from '../../../model/quantity.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import { grafanaApi, grafanaContainer, grafanaPorts } from '../../../upstream/grafanaOperator.ts';
import type { Labels } from '../../labels.ts';
import { grafanaConfig } from './config.ts';
import { clientSecret } from './login.ts';
import type { GrafanaSystem } from './system.ts';

/** The part of https://grafana.github.io/grafana-operator/docs/api/#grafanaspec in use. */
interface Grafana {
  readonly apiVersion: typeof grafanaApi;
  readonly kind: 'Grafana';
  readonly metadata: { readonly name: string; readonly namespace: string; readonly labels: Labels };
  readonly spec: {
    readonly version: string;
    readonly config: ReturnType<typeof grafanaConfig>;
    readonly preferences: { readonly homeDashboardUid: string };
    readonly deployment: {
      readonly spec: {
        readonly replicas: number;
        readonly template: { readonly metadata: { readonly labels: Labels }; readonly spec: IPodSpec };
      };
    };
  };
}

/**
 * Grafana: one pod, without a volume. All it shows is declared, and brought into a new pod within a minute; what people
 * star or change by hand, and their sessions, end with the pod. A second pod would need a database that both share, and
 * monitoring would then wait for what it watches.
 */
export function grafanaResource({ owner, labels, settings, image, priorityClassName }: GrafanaSystem): Resource {
  const { cpu, memory } = settings.resources;
  const size = canonicalBytes(bytes(memory));
  const container: IContainer = {
    name: grafanaContainer,
    env: settings.login ? [clientSecret] : undefined,
    resources: {
      requests: { cpu: canonicalCpu(milliCpu(cpu)), memory: size },
      limits: { cpu: canonicalCpu(milliCpu(cpu) * 4), memory: size },
    },
    livenessProbe: {
      httpGet: { path: '/healthz', port: grafanaPorts['grafana-http'] },
      periodSeconds: 10,
      failureThreshold: 6,
    },
  };
  return resource<Grafana>({
    apiVersion: grafanaApi,
    kind: 'Grafana',
    metadata: { ...owner, labels },
    spec: {
      version: image,
      config: grafanaConfig(settings.login),
      preferences: { homeDashboardUid: 'overview' },
      deployment: {
        spec: {
          replicas: 1,
          template: {
            metadata: { labels },
            spec: { automountServiceAccountToken: false, priorityClassName, containers: [container] },
          },
        },
      },
    },
  });
}
