import type { Finding } from '../../model/finding.ts';
import { type Document, findingAt } from '../document.ts';
import { quote } from '../show.ts';
import { suggest } from '../suggest.ts';
import { itemsOf, writtenText, writtenValue } from '../written.ts';

/**
 * Findings about pipelines and owners: pipelines of a tree that is not at the root of its repository, where no system
 * looks for them; owners of an environment by nearly its name. One that is gone may keep its owners.
 */
export function checkPipelines(fleet: Document, environments: readonly Document[]): Finding[] {
  const found: Finding[] = [];
  const folder = writtenText(fleet.root, ['folder'])?.text;
  if (folder !== undefined && itemsOf(writtenValue(fleet.root, ['pipelines'])).length > 0) {
    const message = `The tree is in the folder ${quote(folder)} of its repository, and CI systems read pipelines at the root alone.`;
    const fix = 'Delete pipelines, and write those of the whole repository by hand; docs/pipelines.md shows the steps.';
    found.push(findingAt(fleet, ['pipelines'], 'pipelines-in-folder', message, fix));
  }
  const known = environments.flatMap(({ environment }) => environment ?? []);
  const owned = writtenValue(fleet.root, ['owners', 'environments']);
  for (const name of owned?.kind === 'map' ? owned.entries.keys() : []) {
    const meant = known.includes(name) ? undefined : suggest(name, known);
    if (meant === undefined) continue;
    const message = `There is no environment ${quote(name)}: nobody would review anything.`;
    found.push(
      findingAt(
        fleet,
        ['owners', 'environments', name],
        'unknown-environment',
        message,
        `Did you mean ${quote(meant)}?`,
      ),
    );
  }
  return found;
}
