import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import {
  grafanaAdminKeys,
  grafanaContainer,
  grafanaFolders,
  grafanaObjects,
  grafanaPorts,
  grafanaResources,
  grafanaUser,
} from '../../../generators/upstream/grafanaOperator.ts';
import { restrictedSecurityContext } from '../parts.ts';
import type { GrafanaObject } from './object.ts';

const { seccompProfile, ...securityContext } = restrictedSecurityContext;

/**
 * The pod of a Grafana, without probes and its configuration: `getDeploymentSpec` in
 * `controllers/reconcilers/grafana/deployment_reconciler.go`, with what the object says merged into it.
 */
export function grafanaPod({ metadata, spec }: GrafanaObject): IPodSpec {
  const given: Partial<IPodSpec> = spec?.deployment?.spec?.template?.spec ?? {};
  const { serviceAccount } = grafanaObjects(metadata.name);
  const own = given.containers?.find(({ name }) => name === grafanaContainer);
  const others = given.containers?.filter(({ name }) => name !== grafanaContainer) ?? [];
  const folders = Object.entries(grafanaFolders).map(([name, mountPath]) => ({ name: `grafana-${name}`, mountPath }));
  const { cpu, memory, memoryLimit } = grafanaResources;
  const main: IContainer = {
    ...own,
    name: grafanaContainer,
    image: spec?.version ?? '',
    ports: Object.entries(grafanaPorts).map(([name, containerPort]) => ({ name, containerPort })),
    env: [...administrator(metadata.name, spec?.disableDefaultAdminSecret), ...(own?.env ?? [])],
    resources: {
      requests: { cpu, memory, ...own?.resources?.requests },
      limits: { memory: memoryLimit, ...own?.resources?.limits },
    },
    securityContext: { ...securityContext, runAsUser: grafanaUser, runAsGroup: grafanaUser },
    volumeMounts: folders,
  };
  return {
    serviceAccountName: serviceAccount,
    securityContext: { seccompProfile },
    volumes: folders.map(({ name }) => ({ name, emptyDir: {} })),
    ...given,
    containers: [main, ...others],
  };
}

/** The variables by which Grafana and its operator know the administrator. */
function administrator(name: string, isWithout = false): NonNullable<IContainer['env']> {
  if (isWithout) return [];
  const secret = grafanaObjects(name).adminSecret;
  return grafanaAdminKeys.map((key) => ({ name: key, valueFrom: { secretKeyRef: { name: secret, key } } }));
}
