import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { IContainer } from 'kubernetes-models/v1/Container';
import { type Resource, resource } from '../../../model/resource.ts';
import { labelsOf, selectorOf } from '../../labels.ts';
import { disruptionBudget } from '../../scaling/disruptionBudget.ts';
import { credentialsName } from '../../secrets/systemCredentials.ts';
import { configChecksum } from '../../workload/configMap.ts';
import { gracePeriodSeconds, preStopSeconds } from '../../workload/lifecycle.ts';
import { ownerOf, podsOfOwner } from '../../workload/pods.ts';
import { containerSecurity, podSecurity } from '../../workload/security.ts';
import { spread } from '../../workload/spread.ts';
import { metadataOf } from '../shared/system.ts';
import { callersKnown } from './callers.ts';
import { proxyApp, valkeyPods, valkeyPorts } from './names.ts';
import { valkeyProxyPolicy } from './network.ts';
import { proxyConfig } from './proxyConfig.ts';
import type { ValkeySystem } from './system.ts';

/**
 * Deployment of HAProxy with as many pods as members, spread over the zones. When a zone is lost, proxies in the other
 * zones still reach the primary, and callers use a proxy in their own zone. With one member there are no proxies: the
 * Service selects the member.
 */
export function valkeyProxies(system: ValkeySystem): Resource[] {
  const { app, name: set, inputs, hosts, priorityClassName } = system;
  if (hosts.length === 1) return [];
  const proxy = proxyApp(app);
  const labels = { ...labelsOf(proxy.name, inputs, app.tier), ...valkeyPods(app) };
  const metadata = metadataOf({ app: proxy, labels });
  const config = { 'haproxy.cfg': proxyConfig({ set, hosts }) };
  return [
    resource<IConfigMap>({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: config }),
    disruptionBudget(podsOfOwner(ownerOf(proxy), labels)),
    valkeyProxyPolicy(system),
    resource<IDeployment>({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { ...metadata, annotations: callersKnown(system) },
      spec: {
        replicas: hosts.length,
        revisionHistoryLimit: 3,
        progressDeadlineSeconds: 600,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        selector: { matchLabels: selectorOf(proxy.name) },
        template: {
          metadata: { labels: { ...labels }, annotations: { 'checksum/config': configChecksum({ config }) } },
          spec: {
            serviceAccountName: app.name,
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            priorityClassName,
            terminationGracePeriodSeconds: gracePeriodSeconds({ drainSeconds: 10 }),
            securityContext: podSecurity({ user: 99, group: 99 }),
            topologySpreadConstraints: spread(proxy.name, 'pod-template-hash'),
            containers: [container(system)],
            volumes: [{ name: 'config', configMap: { name: proxy.name, defaultMode: 0o444 } }],
          },
        },
      },
    }),
  ];
}

/** Container of HAProxy. User and folder of its image: https://github.com/docker-library/haproxy */
function container({ app, images }: ValkeySystem): IContainer {
  const probe = { httpGet: { path: '/health', port: 'metrics', scheme: 'HTTP' as const }, timeoutSeconds: 3 };
  return {
    name: 'proxy',
    image: images.proxy,
    imagePullPolicy: 'IfNotPresent',
    env: [{ name: 'PASSWORD', valueFrom: { secretKeyRef: { name: credentialsName(app.name), key: 'password' } } }],
    ports: [
      { name: 'valkey', containerPort: valkeyPorts.valkey, protocol: 'TCP' },
      { name: 'metrics', containerPort: valkeyPorts.proxy, protocol: 'TCP' },
    ],
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '1', memory: '128Mi' } },
    startupProbe: { ...probe, periodSeconds: 2, failureThreshold: 30 },
    readinessProbe: { ...probe, periodSeconds: 5, failureThreshold: 2 },
    livenessProbe: { ...probe, periodSeconds: 10, failureThreshold: 3 },
    lifecycle: { preStop: { sleep: { seconds: preStopSeconds } } },
    securityContext: containerSecurity,
    volumeMounts: [{ name: 'config', mountPath: '/usr/local/etc/haproxy', readOnly: true }],
  };
}
