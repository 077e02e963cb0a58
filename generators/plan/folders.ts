import type { FileSpec } from '../model/file.ts';
import type { Finding } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import { type FolderFiles, folderFiles } from './folderFiles.ts';
import type { NewPlanPart, PlanPart } from './parts.ts';
import type { Rendering } from './renderings.ts';
import { unprintableTexts } from './unprintable.ts';

/** The folder of one app in one layer, and its files without their texts. */
export interface PlannedFolder {
  readonly folder: string;
  /** What a person edits to change it. */
  readonly source: string;
  /** Whether it lies on a layer below. */
  readonly isUpper: boolean;
  /** Of a folder of a cluster: the checksum of the objects that it must build to. */
  readonly rendered?: string;
  readonly files: readonly PlannedFile[];
}

type PlannedFile = readonly [name: string, blob: string, sha256: string];

/** The folders of renderings as a part of the plan. @param onRendered called for each, in their order, with its objects as JSON */
export function planFolders(
  renderings: Iterable<Rendering>,
  onRendered: (rendering: Rendering, json: string) => void = () => {},
): NewPlanPart<readonly PlannedFolder[]> {
  const folders: PlannedFolder[] = [];
  const texts: string[] = [];
  const mistakes: Finding[] = [];
  for (const rendering of renderings) {
    const { folder, source, lower, mistake, at } = rendering;
    if (mistake) mistakes.push(mistake);
    const unprintable = unprintableIn(rendering);
    mistakes.push(...unprintable);
    // What no file can hold is not printed: nothing is written then.
    const { files, json, rendered } = unprintable.length > 0 ? noFiles : folderFiles(rendering);
    texts.push(...files.map(({ text }) => text));
    folders.push({
      folder,
      source,
      isUpper: lower !== undefined,
      ...(at && { rendered }),
      files: files.map(({ name, blob, sha256 }) => [name, blob, sha256]),
    });
    onRendered(rendering, json);
  }
  return { said: folders, texts, mistakes };
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

/** The files of folders, each with a text that is read when it is asked for. */
export function layerFiles(folders: readonly PlannedFolder[], part: Pick<PlanPart<unknown>, 'text'>): FileSpec[] {
  let index = 0;
  return folders.flatMap((folder) => folder.files.map((file) => new LayerFile(folder, file, part, index++)));
}

class LayerFile implements FileSpec {
  readonly path: string;
  readonly source: string;
  readonly sums: NonNullable<FileSpec['sums']>;
  readonly isUpper: boolean;
  readonly #part: Pick<PlanPart<unknown>, 'text'>;
  readonly #index: number;

  constructor(
    { folder, source, isUpper }: PlannedFolder,
    [name, blob, sha256]: PlannedFile,
    part: Pick<PlanPart<unknown>, 'text'>,
    index: number,
  ) {
    this.path = `${folder}/${name}`;
    this.source = source;
    this.sums = { blob, sha256 };
    this.isUpper = isUpper;
    this.#part = part;
    this.#index = index;
  }

  get content(): string {
    return this.#part.text(this.#index);
  }
}
