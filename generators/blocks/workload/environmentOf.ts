import type { IEnvFromSource } from 'kubernetes-models/v1/EnvFromSource';
import type { Task } from './workload.ts';

/** The ConfigMap and the Secret with the variables of a container. Absent without any. */
export function environmentOf({ owner, config, secrets }: Task): IEnvFromSource[] | undefined {
  const sources: IEnvFromSource[] = [];
  if (Object.keys(config).length > 0) sources.push({ configMapRef: { name: owner.name } });
  if (Object.keys(secrets).length > 0) sources.push({ secretRef: { name: owner.name } });
  return sources.length > 0 ? sources : undefined;
}
