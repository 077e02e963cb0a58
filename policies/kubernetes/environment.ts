import type { ClusterView } from '../../generators/model/rule.ts';
import { once } from './once.ts';
import { at, entries, list, text } from './reading.ts';
import { containersOf, type Workload } from './workload.ts';

/** Variables by name. What only the cluster knows is `{{ … }}` as far as it is part of a template, else empty. */
export type Variables = ReadonlyMap<string, string>;

/**
 * The environment of a workload's containers together, as far as git knows it: values that are written down, those of
 * ConfigMaps, and the templates that ExternalSecrets fill in.
 */
export function variablesOf(view: ClusterView, workload: Workload): Variables {
  const { namespace } = workload;
  const found = new Map<string, string>();
  for (const { container } of containersOf(workload)) {
    for (const { prefix = '', configMapRef, secretRef } of list(container.envFrom)) {
      const all = [
        ...entries(configMap(view, namespace, configMapRef?.name)),
        ...(templates(view).get(`${namespace}/${text(secretRef?.name)}`) ?? []),
      ];
      for (const [key, value] of all) found.set(`${prefix}${key}`, text(value));
    }
    for (const { name, value, valueFrom } of list(container.env)) {
      const { configMapKeyRef, secretKeyRef } = valueFrom ?? {};
      const map = configMap(view, namespace, configMapKeyRef?.name);
      const template = templates(view).get(`${namespace}/${text(secretKeyRef?.name)}`);
      const given = value ?? map?.[text(configMapKeyRef?.key)] ?? template?.get(text(secretKeyRef?.key));
      found.set(text(name), text(given));
    }
  }
  return found;
}

/** The data of a ConfigMap. */
function configMap(view: ClusterView, namespace: string, name: unknown): Record<string, string> | undefined {
  return view.find('ConfigMap', namespace, text(name))?.resource.data as Record<string, string> | undefined;
}

/** By Secret, the keys that an ExternalSecret gives it. */
const templates = once((view): ReadonlyMap<string, ReadonlyMap<string, string>> => {
  const found = new Map<string, ReadonlyMap<string, string>>();
  for (const { resource } of view.ofKind('ExternalSecret', 'external-secrets.io')) {
    const name = text(at(resource, ['spec', 'target', 'name'])) || resource.metadata.name;
    const fetched = list(at(resource, ['spec', 'data']) as object[] | undefined);
    const made = entries(at(resource, ['spec', 'target', 'template', 'data']) as Record<string, string> | undefined);
    const keys = new Map([...fetched.map((one) => [text(at(one, ['secretKey'])), ''] as const), ...made]);
    found.set(`${resource.metadata.namespace ?? ''}/${name}`, keys);
  }
  return found;
});
