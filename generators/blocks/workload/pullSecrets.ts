import type { ILocalObjectReference } from 'kubernetes-models/v1/LocalObjectReference';
import type { Resource } from '../../model/resource.ts';
import type { ImageRegistry } from '../runtime.ts';
import { externalSecret } from '../secrets/externalSecret.ts';
import { ownSecret } from '../secrets/ownSecrets.ts';
import { inJson, secretText } from '../secrets/value.ts';
import type { Task } from './workload.ts';

/** Registries that ask for a login, from which the images of a pod come: each once. */
function registriesOf({ runtime, beside }: Task): ImageRegistry[] {
  const all = [runtime, ...beside].flatMap(({ registry }) => registry ?? []);
  return [...new Map(all.map((one) => [one.name, one])).values()];
}

function secretName(owner: string, { name }: ImageRegistry): string {
  return `${owner}-from-${name}`;
}

/** The Secrets with which the kubelet pulls the images of a pod. Absent without any. */
export function imagePullSecrets(task: Task): ILocalObjectReference[] | undefined {
  const all = registriesOf(task).map((registry) => ({ name: secretName(task.owner.name, registry) }));
  return all.length > 0 ? all : undefined;
}

/**
 * ExternalSecrets of those Secrets, each of the type that a kubelet reads:
 * https://kubernetes.io/docs/concepts/configuration/secret/#docker-config-secrets
 */
export function pullSecrets(task: Task): Resource[] {
  const { owner, labels, inputs } = task;
  return registriesOf(task).map((registry) => {
    const metadata = { name: secretName(owner.name, registry), namespace: owner.namespace, labels };
    const user = inJson(ownSecret(registry, 'username', inputs));
    const password = inJson(ownSecret(registry, 'password', inputs));
    const config = secretText`{"auths":{"${registry.host}":{"username":${user},"password":${password}}}}`;
    return externalSecret(metadata, { '.dockerconfigjson': config }, 'Owner', {
      type: 'kubernetes.io/dockerconfigjson',
    });
  });
}
