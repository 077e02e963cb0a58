import type { Finding } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import type { BuiltOverlay } from './overlays.ts';
import { prove } from './proof.ts';
import { schemaFindings } from './schemaFindings.ts';

/** Checks a folder that Kustomize builds and that belongs to no app: against the plan and the schemas. */
export function judgeFolder(planned: readonly Resource[], built: BuiltOverlay | undefined, folder: string): Finding[] {
  if (!built) return [];
  const at = { file: `${folder}/kustomization.yaml`, line: 1, column: 1 };
  return [...schemaFindings(built, {}), ...prove(planned, built.objects, {})].map((finding) => ({ ...finding, at }));
}
