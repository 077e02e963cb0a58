import type { Finding } from '../model/finding.ts';
import type { Catalogue } from '../model/fleet.ts';
import { isJsonObject } from '../model/json.ts';
import { error, startOfFile } from '../read/error.ts';
import { loadCatalogue } from '../repository.ts';
import { checkDeclared } from './checkDeclared.ts';
import { loadMistake } from './loadMistake.ts';

/**
 * Loads the catalogue of a repository. What its apps throw is a finding at the place in `apps/` where it was thrown;
 * anything else is a defect of this tool, and is thrown. Values are held against the schemas that settings have.
 */
export async function loadApps(
  root: string,
): Promise<{ readonly catalogue?: Catalogue; readonly findings: readonly Finding[] }> {
  try {
    const catalogue: Catalogue | undefined = await loadCatalogue(root);
    if (!catalogue) return { findings: [noCatalogue] };
    if (![...catalogue.apps, ...(catalogue.operators ?? [])].every(isJsonObject)) return { findings: [noApp] };
    const findings = checkDeclared(catalogue);
    return findings.length > 0 ? { findings } : { catalogue, findings };
  } catch (thrown) {
    const mistake = loadMistake(thrown);
    if (!mistake) throw thrown;
    return { findings: [mistake] };
  }
}

const noApp = error(
  'no-app',
  startOfFile('apps/index.ts'),
  'The catalogue holds something that is no app and no operator, such as undefined.',
  'Look for it in the lists of apps/index.ts and apps/operators/index.ts.',
);

const noCatalogue = error(
  'no-catalogue',
  startOfFile('apps/index.ts'),
  'apps/index.ts exports no catalogue.',
  'Export all apps and operators as `catalogue`.',
);
