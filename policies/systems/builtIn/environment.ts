import type { ClusterView } from '../../../generators/model/rule.ts';
import { entries, list, text } from '../../kubernetes/reading.ts';
import { containersOf, type Workload } from '../../kubernetes/workload.ts';
import { secretTemplates } from '../externalSecrets.ts';

/** Variables by name. What only the cluster knows is `{{ … }}` as far as it is part of a template, else empty. */
export type Variables = ReadonlyMap<string, string>;

/**
 * The environment of a workload's containers together, as far as git knows it: values that are written down, those of
 * ConfigMaps, and the templates that ExternalSecrets fill in.
 */
export function variablesOf(view: ClusterView, workload: Workload): Variables {
  const { namespace } = workload;
  const templatesOf = (secret: unknown) => secretTemplates(view).get(`${namespace}/${text(secret)}`);
  const found = new Map<string, string>();
  for (const { container } of containersOf(workload)) {
    for (const { prefix = '', configMapRef, secretRef } of list(container.envFrom)) {
      const all = [...entries(configMap(view, namespace, configMapRef?.name)), ...(templatesOf(secretRef?.name) ?? [])];
      for (const [key, value] of all) found.set(`${prefix}${key}`, text(value));
    }
    for (const { name, value, valueFrom } of list(container.env)) {
      const { configMapKeyRef, secretKeyRef } = valueFrom ?? {};
      const map = configMap(view, namespace, configMapKeyRef?.name);
      const template = templatesOf(secretKeyRef?.name)?.get(text(secretKeyRef?.key));
      found.set(text(name), text(value ?? map?.[text(configMapKeyRef?.key)] ?? template));
    }
  }
  return found;
}

/** The data of a ConfigMap. */
function configMap(view: ClusterView, namespace: string, name: unknown): Record<string, string> | undefined {
  return view.find('ConfigMap', namespace, text(name))?.resource.data as Record<string, string> | undefined;
}
