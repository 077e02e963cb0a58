import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IEnvFromSource } from 'kubernetes-models/v1/EnvFromSource';
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import { protocolOf } from '../networking/protocol.ts';
import { priorityClassName } from '../priority.ts';
import { configChecksum } from './configMap.ts';
import { containerText } from './containerText.ts';
import { identityLabels } from './identityLabels.ts';
import { gracePeriodSeconds, preStopSeconds, probes } from './lifecycle.ts';
import { resourcesOf } from './resources.ts';
import { containerSecurity, podSecurity } from './security.ts';
import { seedContainers } from './seed.ts';
import { usesEdge } from './serviceAccount.ts';
import { spreadOf } from './spread.ts';
import { volumes } from './volumes.ts';
import type { Workload } from './workload.ts';

/**
 * The pod of a stateless app: one container under the restricted Pod Security Standard (and what seeds its folders),
 * spread over zones and hosts, drained before it ends.
 * @param revisionLabel the label by which the controller tells revisions of its pods apart
 */
export function podTemplate(workload: Workload, revisionLabel: string): IPodTemplateSpec {
  const { owner, pods, runtime, inputs, priority } = workload;
  const { mounts, sources } = volumes(workload);
  return {
    metadata: {
      labels: { ...pods.labels, ...identityLabels(inputs) },
      annotations: { 'checksum/config': configChecksum(workload) },
    },
    spec: {
      serviceAccountName: owner.name,
      automountServiceAccountToken: usesEdge(inputs, 'kubernetes-api'),
      enableServiceLinks: false,
      priorityClassName: priorityClassName(inputs.fleet.name, priority),
      terminationGracePeriodSeconds: gracePeriodSeconds(runtime),
      securityContext: podSecurity(runtime),
      topologySpreadConstraints: spreadOf(pods.selector, revisionLabel),
      initContainers: seedContainers(workload),
      containers: [container(workload, mounts)],
      volumes: sources,
    },
  };
}

function container(workload: Workload, volumeMounts: IContainer['volumeMounts']): IContainer {
  const { owner, runtime, args } = workload;
  return {
    name: owner.name,
    image: runtime.image,
    imagePullPolicy: 'IfNotPresent',
    args: args.length > 0 ? args.map(containerText) : undefined,
    ports: Object.entries(runtime.ports).map(([name, containerPort]) => ({
      name,
      containerPort,
      protocol: protocolOf(runtime, name),
    })),
    envFrom: environment(workload),
    env: factsOfPod(workload),
    resources: resourcesOf(workload),
    ...probes(runtime),
    lifecycle: { preStop: { sleep: { seconds: preStopSeconds } } },
    securityContext: containerSecurity,
    volumeMounts,
  };
}

function environment({ owner, config, secrets }: Workload): IEnvFromSource[] | undefined {
  const sources: IEnvFromSource[] = [];
  if (Object.keys(config).length > 0) sources.push({ configMapRef: { name: owner.name } });
  if (Object.keys(secrets).length > 0) sources.push({ secretRef: { name: owner.name } });
  return sources.length > 0 ? sources : undefined;
}

function factsOfPod({ podFields }: Workload): IEnvVar[] | undefined {
  const variables = Object.entries(podFields).map(([name, fieldPath]) => ({
    name,
    valueFrom: { fieldRef: { fieldPath } },
  }));
  return variables.length > 0 ? variables : undefined;
}
