import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import { protocolOf } from '../networking/protocol.ts';
import { placementOf } from '../nodes/placement.ts';
import { priorityClassName } from '../priority.ts';
import type { Runtime } from '../runtime.ts';
import { companionContainers, podChecksum, podVolumes } from './companions.ts';
import { containerText } from './containerText.ts';
import { environmentOf } from './environmentOf.ts';
import { identityLabels } from './identityLabels.ts';
import { gracePeriodSeconds, preStopSeconds, probes } from './lifecycle.ts';
import { onOneNode } from './oneNode.ts';
import { imagePullSecrets } from './pullSecrets.ts';
import { resourcesOf } from './resources.ts';
import { containerSecurity, podSecurity } from './security.ts';
import { seedContainers } from './seed.ts';
import { usesEdge } from './serviceAccount.ts';
import { spreadOf } from './spread.ts';
import { volumes } from './volumes.ts';
import type { Workload } from './workload.ts';

/**
 * The pod of a stateless app: one container under the restricted Pod Security Standard (what seeds its folders, and its companions),
 * spread over zones and hosts, drained before it ends.
 * @param revisionLabel the label by which the controller tells revisions of its pods apart
 */
export function podTemplate(workload: Workload, revisionLabel: string): IPodTemplateSpec {
  const { owner, pods, runtime, inputs, priority, settings } = workload;
  const { mounts } = volumes(workload);
  const before = [...(seedContainers(workload) ?? []), ...companionContainers(workload)];
  return {
    metadata: {
      labels: { ...pods.labels, ...identityLabels(inputs) },
      annotations: { 'checksum/config': podChecksum(workload) },
    },
    spec: {
      serviceAccountName: owner.name,
      automountServiceAccountToken: usesEdge(inputs, 'kubernetes-api'),
      enableServiceLinks: false,
      priorityClassName: priorityClassName(inputs.fleet.name, priority),
      terminationGracePeriodSeconds: gracePeriodSeconds(runtime),
      imagePullSecrets: imagePullSecrets(workload),
      securityContext: podSecurity(runtime),
      ...placementOf(settings, inputs),
      ...onOneNode(workload.oneNode),
      topologySpreadConstraints: spreadOf(pods.selector, revisionLabel),
      initContainers: before.length > 0 ? before : undefined,
      containers: [container(workload, mounts)],
      volumes: podVolumes(workload),
    },
  };
}

function container(workload: Workload, volumeMounts: IContainer['volumeMounts']): IContainer {
  const { owner, runtime, command, args } = workload;
  return {
    name: owner.name,
    image: runtime.image,
    imagePullPolicy: 'IfNotPresent',
    command: command.length > 0 ? command.map(containerText) : undefined,
    args: args.length > 0 ? args.map(containerText) : undefined,
    ports: Object.entries(runtime.ports).map(([name, containerPort]) => ({
      name,
      containerPort,
      protocol: protocolOf(runtime, name),
    })),
    envFrom: environmentOf(workload),
    env: factsOfPod(workload),
    resources: resourcesOf(workload),
    ...probes(probesInUse(workload), runtime.ports),
    lifecycle: { preStop: { sleep: { seconds: preStopSeconds } } },
    securityContext: containerSecurity,
    volumeMounts,
  };
}

/** The probes of a workload: those of its runtime, and those that follow from settings in their place. */
export function probesInUse({ runtime, probes }: Pick<Workload, 'runtime' | 'probes'>): Runtime {
  return { ...runtime, ...probes };
}

function factsOfPod({ podFields }: Workload): IEnvVar[] | undefined {
  const variables = Object.entries(podFields).map(([name, fieldPath]) => ({
    name,
    valueFrom: { fieldRef: { fieldPath } },
  }));
  return variables.length > 0 ? variables : undefined;
}
