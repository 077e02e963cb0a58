import type { Finding } from '../../model/finding.ts';
import type { Builds } from '../kept/builds.ts';
import type { FolderSource } from '../kept/standing.ts';
import type { BaseRevision } from './baseRevision.ts';
import { type Before, buildBefore } from './before.ts';

/**
 * The objects of the base revision, its name, and findings about what of it is not compared.
 * @param ci whether a pipeline runs this: a base revision that is missing is an error there
 * @param now the overlays as they are now
 */
export async function buildBase(
  root: string,
  revision: BaseRevision,
  ci: boolean,
  now: ReadonlyMap<string, FolderSource>,
  builds: Builds,
): Promise<{ name: string; findings: Finding[]; before?: Before }> {
  if (revision.kind === 'none') return { name: `nothing: ${revision.why}`, findings: [] };
  if (revision.kind === 'missing') {
    const { fix } = revision;
    const message = `There is nothing to compare this change with: ${revision.why}.`;
    return {
      name: 'nothing',
      findings: [{ code: 'base-revision-missing', severity: ci ? 'error' : 'warning', message, fix }],
    };
  }
  const before = await buildBefore(root, revision.commit, now, builds);
  const { clusters, broken } = before;
  const findings = broken.map(
    (path): Finding => ({
      code: 'base-does-not-build',
      severity: 'warning',
      message: `${path} does not build at ${revision.name}, so its objects are not compared.`,
      fix: 'Nothing to do if this change mends it; else compare by hand.',
    }),
  );
  const name = `${revision.name} (${revision.commit.slice(0, 8)})`;
  if (clusters.size > 0 || broken.length > 0) return { name, findings, before };
  const empty: Finding = {
    code: 'base-revision-empty',
    severity: 'warning',
    message: `At ${name} this folder has no overlays, so this change is compared with nothing.`,
    fix: 'Nothing to do if there were none; if they were elsewhere, move them in a change that does nothing else.',
  };
  return { name: 'nothing', findings: [empty], before };
}
