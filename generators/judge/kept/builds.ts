import { basename, dirname } from 'node:path';
import { keySum } from '../../kept/keySum.ts';
import { lastUsed } from '../../kept/lastUsed.ts';
import type { Results } from '../../kept/results.ts';
import { Failure } from '../../model/finding.ts';
import type { Resource } from '../../model/resource.ts';
import type { BuiltOverlay } from '../overlays.ts';

/** An overlay to build, and the checksum of its files. */
export interface OverlayTarget {
  /** Folder, relative to the root. */
  readonly path: string;
  /** Minor version whose schemas check its objects. Empty: they are built, not checked. */
  readonly kubernetes: string;
  readonly layers: string;
}

/** What builds overlays. */
export interface Builder {
  /** What the results depend on besides the overlays: names of the program's build and of the schemas. */
  readonly identity: { readonly program: string; readonly schemas: string };
  build(
    request: { readonly root: string; readonly overlays: readonly Pick<OverlayTarget, 'path' | 'kubernetes'>[] },
    onResult: (built: BuiltOverlay) => void,
  ): Promise<void>;
}

/** Overlays that are built once for their content. */
export interface Builds {
  /** Builds what is not kept. @param onResult called for each of these */
  ensure(
    root: string,
    targets: readonly OverlayTarget[],
    onResult?: (done: number, all: number) => void,
  ): Promise<void>;
  /**
   * The result of one that was ensured before. Those read last stay in memory, not a whole fleet's; what has the same
   * files is the same objects there, whatever its cluster.
   * @throws Unkept where it is not there any more
   */
  read(target: OverlayTarget): BuiltOverlay;
  /** What names the objects of one: the same name, the same objects. */
  identityOf(target: OverlayTarget): string;
  /** Whether its result may be kept: it was built without an error, from the files that its checksum is of. */
  isKept(target: OverlayTarget): boolean;
}

/** A kept result that was there and is not any more: everything that is missing is computed in another round. */
export class Unkept extends Failure {
  constructor(what: string) {
    super(`The kept result of ${what} is not there any more`, 'Run it again.');
    this.name = 'Unkept';
  }
}

/** Keeps what a builder builds: objects by the files and the program, and what schemas say of them by the schemas, too. */
export function createBuilds(results: Results, builder: Builder): Builds {
  const { program, schemas } = builder.identity;
  /** Results that nobody may keep. */
  const passing = new Map<string, BuiltOverlay>();
  const placeOf = ({ path, layers }: OverlayTarget) => `${path} ${layers}`;
  const objectsKey = ({ layers }: OverlayTarget) => keySum('objects', program, layers);
  const checkKey = (target: OverlayTarget) => keySum('check', program, target.layers, schemas, target.kubernetes);
  const isChecked = ({ kubernetes }: OverlayTarget) => kubernetes !== '';
  const isThere = (target: OverlayTarget) =>
    passing.has(placeOf(target)) ||
    ((!isChecked(target) || results.has(checkKey(target))) && results.has(objectsKey(target)));
  const keep = (target: OverlayTarget, built: BuiltOverlay) => {
    const { objects, invalid, unchecked, read, error } = built;
    if (error !== undefined || read !== target.layers) return passing.set(placeOf(target), built);
    results.put(objectsKey(target), objects);
    if (isChecked(target)) results.put(checkKey(target), { invalid, unchecked } satisfies Check);
  };
  const buildThese = async (root: string, targets: readonly OverlayTarget[], onResult: () => void) => {
    if (targets.length === 0) return;
    const byPath = new Map(targets.map((target) => [target.path, target]));
    const overlays = targets.map(({ path, kubernetes }) => ({ path, kubernetes }));
    await builder.build({ root, overlays }, (built) => {
      const target = byPath.get(built.path);
      if (target) keep(target, built);
      onResult();
    });
  };
  const last = lastUsed<Omit<BuiltOverlay, 'path'>>(most);
  const readAgain = (target: OverlayTarget) => {
    const nothing: Check = { invalid: [], unchecked: [] };
    const check = isChecked(target) ? results.get<Check>(checkKey(target)) : nothing;
    const objects = results.get<readonly Resource[]>(objectsKey(target));
    if (!check || !objects) throw new Unkept(target.path);
    return { objects, ...check };
  };
  return {
    async ensure(root, targets, onResult) {
      const missing = targets.filter((target) => !isThere(target));
      // What has the same files is built once, unless that fails.
      const first = new Map(missing.toReversed().map((target) => [checkKey(target), target]));
      const once = missing.filter((target) => first.get(checkKey(target)) === target);
      let done = 0;
      await buildThese(root, once, () => onResult?.(++done, once.length));
      await buildThese(
        root,
        missing.filter((target) => !isThere(target)),
        () => {},
      );
    },
    read(target) {
      const known = passing.get(placeOf(target));
      if (known) return known;
      return { path: target.path, ...last(checkKey(target), () => readAgain(target)) };
    },
    identityOf(target) {
      const known = passing.get(placeOf(target));
      return known ? keySum('passing', known.objects) : objectsKey(target);
    },
    isKept: (target) => !passing.has(placeOf(target)),
  };
}

/** Folders whose objects stay in memory: those of some eight clusters. */
const most = 256;

type Check = Pick<BuiltOverlay, 'invalid' | 'unchecked'>;

/** The name of a program's build: `ensureProgram` puts it into a folder that is named by its sources. */
export const buildOf = (program: string): string => basename(dirname(program));
