import type { Finding } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import { type FolderFiles, folderFiles } from './folderFiles.ts';
import type { NewPlanPart } from './parts.ts';
import type { Rendering } from './renderings.ts';
import type { PrintedFolder } from './subtree.ts';
import { unprintableTexts } from './unprintable.ts';

/** The folders of renderings as a part of the plan. @param onPlanned called for each, in their order */
export function planFolders(
  renderings: Iterable<Rendering>,
  onPlanned: (rendering: Rendering, files: FolderFiles) => void = () => {},
): NewPlanPart<null> {
  const folders: PrintedFolder[] = [];
  const mistakes: Finding[] = [];
  for (const rendering of renderings) {
    const { folder, source, lower, mistake } = rendering;
    if (mistake) mistakes.push(mistake);
    const unprintable = unprintableIn(rendering);
    mistakes.push(...unprintable);
    // What no file can hold is not printed: nothing is written then.
    const printed = unprintable.length > 0 ? noFiles : folderFiles(rendering);
    folders.push({ folder, source, isUpper: lower !== undefined, files: printed.files });
    onPlanned(rendering, printed);
  }
  return { said: null, folders, mistakes };
}

const noFiles: FolderFiles = { files: [], json: '[]', rendered: '' };

/** Lists of objects that files can hold: clusters that are alike share them. */
const printable = new WeakSet<readonly Resource[]>();

/** What no file can hold, with where it is mended. */
function unprintableIn({ app, at, resources }: Rendering): readonly Finding[] {
  if (printable.has(resources)) return [];
  const cluster = at && { environment: at.environment.name, cluster: at.cluster.name };
  const place = { at: { file: app.source, line: 1, column: 1 }, in: { ...cluster, app: app.name } };
  const unprintable = unprintableTexts(resources, place);
  if (unprintable.length === 0) printable.add(resources);
  return unprintable;
}
