import type { Finding } from '../model/finding.ts';
import { groupOf } from '../model/resource.ts';
import type { BuiltOverlay } from './overlays.ts';
import type { MissingSchemas } from './schemas.ts';

/**
 * Findings about kinds in use that no upstream schema checked. On a person's machine, which may lack the network, this
 * is a warning; in CI it is an error, because a check that did not run must not look like one that passed.
 */
export function uncheckedKinds(
  built: readonly BuiltOverlay[],
  missing: readonly MissingSchemas[],
  ci: boolean,
): Finding[] {
  const kinds = new Map<string, { group: string; kind: string; objects: number }>();
  for (const { objects, unchecked } of built) {
    for (const index of unchecked) {
      const object = objects[index];
      if (!object) continue;
      const group = groupOf(object);
      const known = kinds.get(`${group}/${object.kind}`) ?? { group, kind: object.kind, objects: 0 };
      known.objects++;
      kinds.set(`${group}/${object.kind}`, known);
    }
  }
  return [...kinds.values()].map(({ group, kind, objects }) => {
    const source = missing.find(({ kinds }) => kinds.includes(`${group}/${kind}`));
    const why = source ? source.reason : 'tools/schemas.lock.json names no source for it';
    return {
      code: 'not-checked-against-upstream',
      severity: ci ? 'error' : 'warning',
      message: `${objects} objects of kind ${kind} (${group}) were not checked: ${why}.`,
      fix: source
        ? 'Give this machine the network, or point CRD_MIRROR at a folder with the upstream CRDs.'
        : 'Add the CRD to tools/schemas.lock.json.',
    };
  });
}
