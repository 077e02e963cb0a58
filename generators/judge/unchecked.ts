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
  kinds: readonly KindCount[],
  missing: readonly MissingSchemas[],
  optional: ReadonlySet<string>,
  ci: boolean,
): Finding[] {
  return addKinds(kinds).map(({ group, kind, objects }) => {
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

/** A kind, and how many objects of it there are. */
export interface KindCount {
  readonly group: string;
  readonly kind: string;
  readonly objects: number;
}

/** The kinds of the objects of a build that no schema checked. */
export const uncheckedOf = ({ objects, unchecked }: BuiltOverlay): readonly KindCount[] =>
  countKinds(unchecked.flatMap((index) => objects[index] ?? []));

/** How many objects there are of each kind. */
export const countKinds = (objects: readonly Resource[]): readonly KindCount[] =>
  addKinds(objects.map((object) => ({ group: groupOf(object), kind: object.kind, objects: 1 })));

/** Counts of the same kind as one. */
export function addKinds(counts: readonly KindCount[]): readonly KindCount[] {
  const byKind = Map.groupBy(counts, ({ group, kind }) => `${group}/${kind}`);
  return [...byKind.values()].flatMap((members) => {
    const [first] = members;
    return first ? [{ ...first, objects: members.reduce((sum, one) => sum + one.objects, 0) }] : [];
  });
}
