import type { Finding } from '../model/finding.ts';
import { groupOf, type Resource } from '../model/resource.ts';
import type { BuiltOverlay } from './overlays.ts';
import type { MissingSchemas } from './schemas.ts';

/** The fix where upstream documents could not be fetched. */
export const fetchDocuments = 'Give this machine the network, or point CRD_MIRROR at a folder with the upstream CRDs.';

/**
 * Findings about kinds in use that no upstream schema checked. On a person's machine, which may lack the network, this
 * is a warning; in CI it is an error, because a check that did not run must not look like one that passed. Of kinds whose
 * definitions cannot always be had it stays a warning there too.
 * @param optional those kinds, as `group/Kind`
 */
export function uncheckedKinds(
  built: readonly BuiltOverlay[],
  missing: readonly MissingSchemas[],
  optional: ReadonlySet<string>,
  ci: boolean,
): Finding[] {
  const unchecked = built.flatMap(({ objects, unchecked }) => unchecked.flatMap((index) => objects[index] ?? []));
  return countKinds(unchecked).map(({ group, kind, objects }) => {
    const source = missing.find(({ kinds }) => kinds.includes(`${group}/${kind}`));
    const why = source ? source.reason : 'tools/schemas.lock.json names no source for it';
    return {
      code: 'not-checked-against-upstream',
      severity: ci && !optional.has(`${group}/${kind}`) ? 'error' : 'warning',
      message: `${objects} objects of kind ${kind} (${group}) were not checked: ${why}.`,
      fix: source ? fetchDocuments : 'Add the CRD to tools/schemas.lock.json.',
    };
  });
}

/** How many objects there are of each kind. */
export function countKinds(
  objects: readonly Resource[],
): readonly { readonly group: string; readonly kind: string; readonly objects: number }[] {
  const byKind = Map.groupBy(objects, (object) => `${groupOf(object)}/${object.kind}`);
  return [...byKind].map(([key, members]) => {
    const [group = '', kind = ''] = key.split('/');
    return { group, kind, objects: members.length };
  });
}
