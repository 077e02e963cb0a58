import type { Resource } from '../model/resource.ts';

/**
 * Name of the file that holds an object: `horizontal-pod-autoscaler-api.yaml`. It depends on the object's identity
 * alone, so it is the same in every layer.
 * @param home the namespace of the app: an object of another one carries it in front of its name, `role-other_api.yaml`
 */
export function fileNameOf(object: Resource, home?: string): string {
  return `${stemOf(object, home)}.yaml`;
}

/** Name of the file with the patch of an object. */
export function patchFileNameOf(object: Resource, form: 'patch' | 'json6902' | 'delete', home?: string): string {
  return `${stemOf(object, home)}.${form}.yaml`;
}

function stemOf({ kind, metadata: { name, namespace } }: Resource, home: string | undefined): string {
  const place = namespace === undefined || namespace === home ? '' : `${namespace}_`;
  return `${kebab(kind)}-${place}${name.replaceAll(/[^\w.-]/g, '_')}`;
}

/** `HTTPRoute` becomes `http-route`. */
function kebab(kind: string): string {
  return kind.replaceAll(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3-$2$4').toLowerCase();
}
