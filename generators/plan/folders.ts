import { hash } from 'node:crypto';
import { blobId } from '../files/blob.ts';
import { relativePath } from '../files/paths.ts';
import { printGenerated } from '../files/print.ts';
import { baseFiles, deriveLayer, overlayFiles } from '../layer/layer.ts';
import type { FileSpec } from '../model/file.ts';
import type { Finding } from '../model/finding.ts';
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
    const { folder, source, lower, resources, mistake, at } = rendering;
    if (mistake) mistakes.push(mistake);
    const unprintable = unprintableTexts(resources, placeOf(rendering));
    mistakes.push(...unprintable);
    // What no file can hold is not printed: nothing is written then.
    const files = unprintable.length > 0 ? [] : filesOf(rendering);
    texts.push(...files.map(({ text }) => text));
    const json = at ? JSON.stringify(resources) : '';
    folders.push({
      folder,
      source,
      isUpper: lower !== undefined,
      ...(at && { rendered: hash('sha256', json) }),
      files: files.map(({ name, text }) => [name, blobId(text), hash('sha256', text)]),
    });
    onRendered(rendering, json);
  }
  return { said: folders, texts, mistakes };
}

/** Where what is wrong with an app's objects is mended, and where they are. */
function placeOf({ app, at }: Rendering): Pick<Finding, 'at' | 'in'> {
  const cluster = at && { environment: at.environment.name, cluster: at.cluster.name };
  return { at: { file: app.source, line: 1, column: 1 }, in: { ...cluster, app: app.name } };
}

function filesOf({ app, folder, resources, lower, source }: Rendering): readonly { name: string; text: string }[] {
  const files = lower
    ? overlayFiles(relativePath(folder, lower.folder), deriveLayer(lower.resources, resources), app.tier)
    : baseFiles(resources, app.tier);
  return files.map(({ name, value }) => ({ name, text: printGenerated(value, source) }));
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
