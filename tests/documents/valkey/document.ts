import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import { type Built, beside, built, distinct } from '../production.ts';

/** Environment variables of a container, with the values that Kubernetes gives them. */
export type Environment = Readonly<Record<string, string>>;

/** A workload with the files and the environment of a pod. */
export interface Workload extends Built {
  readonly replicas: number;
  /** The files of its ConfigMap. */
  readonly files: Readonly<Record<string, string>>;
  /** The environment of a container. */
  env(container: string, password: string, pod: string): Environment;
}

/** The proxies before a Valkey. */
export interface Proxies extends Built {
  readonly config: string;
  env(password: string): Environment;
}

/** All proxies of Valkeys, of all clusters. */
export const proxies: readonly Proxies[] = workloads('Deployment', 'haproxy.cfg').map((one) => ({
  ...one,
  config: one.files['haproxy.cfg'] ?? '',
  env: (password) => one.env('proxy', password, one.object.metadata.name),
}));

/** One Valkey of each sort: sizes, scripts and number of members. */
export const valkeys: readonly Workload[] = distinct(
  workloads('StatefulSet', 'valkey.conf'),
  ({ object, replicas, files }) => ({ name: object.metadata.name, replicas, files }),
);

/** Workloads of a kind whose volume `config` has a file. */
function workloads(kind: string, file: string): Workload[] {
  return built.flatMap((one) => {
    if (one.object.kind !== kind) return [];
    const { replicas = 1, template } = one.object.spec as IStatefulSet['spec'] & object;
    const volume = template.spec?.volumes?.find(({ name }) => name === 'config');
    const configMap = beside(one, 'ConfigMap', volume?.configMap?.name ?? '');
    const files = (configMap?.data ?? {}) as Record<string, string>;
    if (!(file in files)) return [];
    return {
      ...one,
      replicas,
      files,
      env(container, password, pod) {
        const { env = [] } = template.spec?.containers.find(({ name }) => name === container) ?? {};
        return environment(env, password, pod);
      },
    };
  });
}

/** https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/ */
function environment(variables: readonly IEnvVar[], password: string, pod: string): Environment {
  const known: Record<string, string> = {};
  for (const { name, value, valueFrom } of variables) {
    if (valueFrom?.secretKeyRef) known[name] = password;
    else if (valueFrom?.fieldRef?.fieldPath === 'metadata.name') known[name] = pod;
    else known[name] = (value ?? '').replaceAll(/\$\((\w+)\)/g, (reference, other) => known[other] ?? reference);
  }
  return known;
}
