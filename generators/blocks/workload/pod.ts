import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IEnvFromSource } from 'kubernetes-models/v1/EnvFromSource';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import { formatCpu, milliCpu } from '../quantity.ts';
import type { Workload } from '../spec.ts';
import { configChecksum } from './configMap.ts';
import { gracePeriodSeconds, preStopSeconds, probes } from './lifecycle.ts';
import { containerSecurity, podSecurity } from './security.ts';
import { usesEdge } from './serviceAccount.ts';
import { spread } from './spread.ts';
import { volumes } from './volumes.ts';

/**
 * The pod of a stateless app: one container under the restricted Pod Security Standard, spread over zones and hosts,
 * drained before it ends.
 * @param revisionLabel the label by which the controller tells revisions of its pods apart
 */
export function podTemplate(workload: Workload, revisionLabel: string): IPodTemplateSpec {
  const { app, labels, runtime, inputs, priority } = workload;
  const { mounts, sources } = volumes(workload);
  return {
    metadata: {
      labels: { ...labels, ...(actsInAzure(workload) ? { 'azure.workload.identity/use': 'true' } : {}) },
      annotations: { 'checksum/config': configChecksum(workload) },
    },
    spec: {
      serviceAccountName: app.name,
      automountServiceAccountToken: usesEdge(inputs, 'kubernetes-api'),
      enableServiceLinks: false,
      priorityClassName: priorityClassName(inputs.fleet.name, priority),
      terminationGracePeriodSeconds: gracePeriodSeconds(runtime),
      securityContext: podSecurity(runtime),
      topologySpreadConstraints: spread(app.name, revisionLabel),
      containers: [container(workload, mounts)],
      volumes: sources,
    },
  };
}

function container(workload: Workload, volumeMounts: IContainer['volumeMounts']): IContainer {
  const { app, runtime, args, settings } = workload;
  const { cpu, memory } = settings.resources;
  return {
    name: app.name,
    image: runtime.image,
    imagePullPolicy: 'IfNotPresent',
    args: args.length > 0 ? [...args] : undefined,
    ports: Object.entries(runtime.ports).map(([name, containerPort]) => ({ name, containerPort, protocol: 'TCP' })),
    envFrom: environment(workload),
    resources: {
      requests: { cpu: formatCpu(milliCpu(cpu)), memory },
      limits: { cpu: formatCpu(milliCpu(cpu) * 4), memory },
    },
    ...probes(runtime),
    lifecycle: { preStop: { sleep: { seconds: preStopSeconds } } },
    securityContext: containerSecurity,
    volumeMounts,
  };
}

function environment({ app, config, secrets }: Workload): IEnvFromSource[] | undefined {
  const sources: IEnvFromSource[] = [];
  if (Object.keys(config).length > 0) sources.push({ configMapRef: { name: app.name } });
  if (Object.keys(secrets).length > 0) sources.push({ secretRef: { name: app.name } });
  return sources.length > 0 ? sources : undefined;
}

/**
 * Pods read a secret when they start. Reloader restarts them, by the same rolling update, when External Secrets has
 * fetched a new value: https://docs.stakater.com/reloader/reference/annotations.html
 */
export function restartOnRotation({ secrets, files }: Workload): Record<string, string> | undefined {
  const hasSecrets = Object.keys(secrets).length + Object.keys(files).length > 0;
  return hasSecrets ? { 'reloader.stakater.com/auto': 'true' } : undefined;
}

function actsInAzure({ inputs }: Workload): boolean {
  return inputs.cluster.cloud === 'azure' && usesEdge(inputs, 'cloud-identity');
}

/** Priority classes are cluster-wide, so their names carry the backend's. */
export function priorityClassName(fleet: string, priority: Workload['priority']): string {
  return `${fleet}-${priority}`;
}
