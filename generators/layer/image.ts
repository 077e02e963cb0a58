/** A container image reference in its parts. */
export interface ImageReference {
  readonly name: string;
  readonly tag?: string;
  readonly digest?: string;
}

/**
 * Splits a reference as Kustomize does: everything up to the first `:` or `@` after the first `/` is the name.
 * Source: `Split` in kustomize api v0.21.2, `internal/image/image.go`.
 */
export function splitImage(reference: string): ImageReference {
  const from = Math.max(reference.indexOf('/'), 0);
  const [at, colon] = [reference.indexOf('@', from), reference.indexOf(':', from)];
  if (at >= 0 && (colon < 0 || at < colon)) return { name: reference.slice(0, at), digest: reference.slice(at + 1) };
  if (colon < 0) return { name: reference };
  const name = reference.slice(0, colon);
  if (at < 0) return { name, tag: reference.slice(colon + 1) };
  return { name, tag: reference.slice(colon + 1, at), digest: reference.slice(at + 1) };
}

/** An entry of `images:` in a kustomization: `newTag` and `digest` together give `name:tag@digest`. */
export interface ImageOverride {
  readonly name: string;
  readonly newName?: string;
  readonly newTag?: string;
  readonly digest?: string;
}

/**
 * The image that Kustomize sets for an entry of `images:`. Kustomize reads the entry's name as a regular expression, so
 * a dot matches any character. Source: `IsImageMatched` there, and `SetImageValue` in `filters/imagetag/updater.go`.
 */
export function overrideImage(reference: string, override: ImageOverride): string {
  const tail = '(:[a-zA-Z0-9_.{}-]*)?(@[a-zA-Z0-9]+([.+_-][a-zA-Z0-9]+)*:[a-zA-Z0-9_.{}-]*)?$';
  if (!new RegExp(`^${override.name}${tail}`).test(reference)) return reference;
  const old = splitImage(reference);
  const { tag, digest } = override.newTag || override.digest ? { ...override, tag: override.newTag } : old;
  return `${override.newName ?? old.name}${tag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`;
}
