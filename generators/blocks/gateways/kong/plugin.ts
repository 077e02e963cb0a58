import type { Resource } from '../../../model/resource.ts';

/** A plugin of Kong with its configuration: https://developer.konghq.com/plugins/ */
export interface Plugin {
  /** Kong's name of the plugin. */
  readonly plugin: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Values of the configuration that come from a Secret in the same namespace, as JSON. */
  readonly configPatches?: readonly ConfigPatch[];
}

interface ConfigPatch {
  /** JSON pointer into `config`. */
  readonly path: string;
  readonly valueFrom: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
}

type Labels = Readonly<Record<string, string>>;

const apiVersion = 'configuration.konghq.com/v1';

/** The class by which the controller knows the objects that are its own. */
export const kongClass = { 'kubernetes.io/ingress.class': 'kong' } as const;

/** A plugin for the routes that name it: a KongPlugin in their namespace. */
export function routePlugin(name: string, namespace: string, plugin: Plugin, labels: Labels): Resource {
  return { apiVersion, kind: 'KongPlugin', metadata: { name, namespace, labels: { ...labels } }, ...plugin };
}

/**
 * A plugin for every request: a KongClusterPlugin with the label `global`. It needs no reference, so none can be
 * forgotten: https://developer.konghq.com/kubernetes-ingress-controller/reference/custom-resources/#kongclusterplugin
 */
export function globalPlugin(name: string, plugin: Plugin, labels: Labels): Resource {
  return {
    apiVersion,
    kind: 'KongClusterPlugin',
    metadata: { name, labels: { ...labels, global: 'true' }, annotations: { ...kongClass } },
    ...plugin,
  };
}
