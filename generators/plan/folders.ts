import { relativePath } from '../files/paths.ts';
import { printGenerated } from '../files/print.ts';
import { baseFiles, deriveLayer, overlayFiles } from '../layer/layer.ts';
import type { Finding } from '../model/finding.ts';
import type { NewPlanPart } from './parts.ts';
import type { Rendering } from './renderings.ts';
import type { PrintedFolder } from './subtree.ts';
import { unprintableTexts } from './unprintable.ts';

/** The folders of renderings as a part of the plan. @param onRendered called for each, in their order, with its objects as JSON */
export function planFolders(
  renderings: Iterable<Rendering>,
  onRendered: (rendering: Rendering, json: string) => void = () => {},
): NewPlanPart<null> {
  const folders: PrintedFolder[] = [];
  const mistakes: Finding[] = [];
  for (const rendering of renderings) {
    const { folder, source, lower, resources, mistake, at } = rendering;
    if (mistake) mistakes.push(mistake);
    const unprintable = unprintableTexts(resources, placeOf(rendering));
    mistakes.push(...unprintable);
    // What no file can hold is not printed: nothing is written then.
    const files = unprintable.length > 0 ? [] : filesOf(rendering);
    folders.push({ folder, source, isUpper: lower !== undefined, files });
    onRendered(rendering, at ? JSON.stringify(resources) : '');
  }
  return { said: null, folders, mistakes };
}

/** Where what is wrong with an app's objects is mended, and where they are. */
function placeOf({ app, at }: Rendering): Pick<Finding, 'at' | 'in'> {
  const cluster = at && { environment: at.environment.name, cluster: at.cluster.name };
  return { at: { file: app.source, line: 1, column: 1 }, in: { ...cluster, app: app.name } };
}

function filesOf({ app, folder, resources, lower, source }: Rendering): PrintedFolder['files'] {
  const files = lower
    ? overlayFiles(relativePath(folder, lower.folder), deriveLayer(lower.resources, resources), app.tier)
    : baseFiles(resources, app.tier);
  return files.map(({ name, value }) => ({ name, text: printGenerated(value, source) }));
}
