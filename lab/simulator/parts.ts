import { createHash } from 'node:crypto';
import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { ISecret } from 'kubernetes-models/v1/Secret';
import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext';
import type { IService } from 'kubernetes-models/v1/Service';
import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { type Resource, resource } from '../../generators/model/resource.ts';
import type { LabelMap } from './model.ts';

/** Name, namespace and labels of an object that an operator creates. */
export interface Identity {
  readonly name: string;
  readonly namespace: string;
  readonly labels: LabelMap;
}

interface PodSet extends Identity {
  /** Labels that select its pods. */
  readonly selector: LabelMap;
  readonly replicas: number;
  readonly serviceName: string;
  /** All pods at once, not one after the other. */
  readonly isParallel?: boolean;
  readonly pod: IPodSpec;
}

/**
 * A StatefulSet without volumes: the lab has no storage driver, so a pod is not bound to the zone of its volume. It
 * updates by itself, while some operators delete outdated pods one by one.
 */
export function makeStatefulSet(set: PodSet): Resource {
  const { name, namespace, labels, selector, replicas, serviceName, pod } = set;
  return resource<IStatefulSet>({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, namespace, labels },
    spec: {
      replicas,
      serviceName,
      selector: { matchLabels: selector },
      podManagementPolicy: set.isParallel ? 'Parallel' : 'OrderedReady',
      template: { metadata: { labels }, spec: pod },
    },
  });
}

/** The budget in a custom resource: how many pods may be unavailable. */
export interface BudgetSpec {
  readonly minAvailable?: number | string;
  readonly maxUnavailable?: number | string;
}

/** A PodDisruptionBudget for the pods with these labels. */
export function makeBudget({ name, namespace, labels }: Identity, selector: LabelMap, spec: BudgetSpec): Resource {
  return resource<IPodDisruptionBudget>({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, namespace, labels },
    spec: { ...spec, selector: { matchLabels: selector } },
  });
}

/** A Service: ports by name. */
export function makeService(
  { name, namespace, labels }: Identity,
  selector: LabelMap,
  ports: Readonly<Record<string, number>>,
): Resource {
  return resource<IService>({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels },
    spec: { selector, ports: Object.entries(ports).map(([key, port]) => ({ name: key, port })) },
  });
}

export function makeServiceAccount({ name, namespace, labels }: Identity): Resource {
  return resource<IServiceAccount>({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace, labels },
  });
}

/** A Secret with these values. */
export function makeSecret(
  { name, namespace, labels }: Identity,
  values: Readonly<Record<string, string>>,
  type = 'Opaque',
): Resource {
  const data = Object.entries(values).map(([key, value]) => [key, Buffer.from(value).toString('base64')]);
  return resource<ISecret>({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace, labels },
    type,
    data: Object.fromEntries(data),
  });
}

/** A made-up value for a key of a Secret: the same each time. */
export function madeUp(namespace: string, name: string, key: string): string {
  return createHash('sha256').update(`${namespace}/${name}/${key}`).digest('hex').slice(0, 32);
}

/** Made-up values for these keys. */
export function madeUpKeys(
  { namespace, name }: Pick<Identity, 'namespace' | 'name'>,
  keys: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(keys.map((key) => [key, madeUp(namespace, name, key)]));
}

/** What CloudNativePG and RabbitMQ's operator set for every container; Pod Security `restricted` admits it. */
export const restrictedSecurityContext: ISecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};
