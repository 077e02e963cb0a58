import type { Progress } from '../../console/progress.ts';
import { keySum } from '../../kept/keySum.ts';
import type { Results } from '../../kept/results.ts';
import type { Finding, Scope } from '../../model/finding.ts';
import type { Resource } from '../../model/resource.ts';
import type { ApiServerCode, ObjectPlace, SaidByApiServer } from '../apiServerFindings.ts';
import type { BuiltOverlay } from '../overlays.ts';
import { prove } from '../proof.ts';
import { schemaFindings } from '../schemaFindings.ts';
import { addKinds, type KindCount, uncheckedOf } from '../unchecked.ts';
import type { Builds, OverlayTarget } from './builds.ts';

/** A folder that Kustomize builds, and what the model says of it. */
export interface Folder {
  readonly target: OverlayTarget;
  readonly in: Scope;
  /** Where what is found of it is mended, where its scope does not say. */
  readonly at?: Finding['at'];
  /** The checksum of the objects that the model gives it. */
  readonly planned: string;
  /** These objects, rendered again: so a rendering that is not the same each time is found. */
  render(): readonly Resource[];
}

/** What is said of the objects of some folders, each by itself: by the proof, the schemas and the code of the API server. */
export interface Checked {
  readonly objects: number;
  readonly findings: readonly Finding[];
  /** Kinds without a schema. */
  readonly unchecked: readonly KindCount[];
  /** Absent where the API server's code was not asked. */
  readonly asked?: SaidByApiServer;
}

/** Objects that are checked together: those of a cluster. */
export interface ObjectGroup {
  /** Names everything that the result depends on, besides the code of the API server. */
  readonly key: string;
  /** The folders to build before. */
  readonly targets: readonly OverlayTarget[];
  /** Checks what needs no other program, and hands over the objects for the API server's code. */
  check(): { readonly said: Checked; readonly places: readonly ObjectPlace[] };
}

/** What checks, and keeps what it says. */
export interface Checks {
  readonly results: Results;
  readonly builds: Builds;
  /** Absent: it is not asked. */
  readonly server: ApiServerCode | undefined;
  /** The checksum of the code that checks, and of the programs. */
  readonly identity: string;
  readonly progress: Progress;
}

/** Groups with what is known of them. */
export interface LookedUp {
  readonly groups: readonly ObjectGroup[];
  readonly keys: readonly string[];
  readonly known: readonly (Checked | undefined)[];
}

/** Looks up what is kept of groups. */
export function lookUp(groups: readonly ObjectGroup[], { results, server }: Checks): LookedUp {
  const keys = groups.map(({ key }) => keySum('checked', key, server?.identity ?? null));
  return { groups, keys, known: keys.map((key) => results.get<Checked>(key)) };
}

/**
 * Checks the groups of which nothing is kept, one after the other, so that few objects are in memory at a time. Their
 * folders are built.
 * @returns what is said of each group, in their order
 */
export async function checkObjects(
  { groups, keys, known }: LookedUp,
  { results, builds, server, progress }: Checks,
): Promise<readonly Checked[]> {
  const checked = [...known];
  const missing = groups.flatMap((group, index) => (known[index] ? [] : [{ group, index }]));
  const finish = (index: number, said: Checked) => {
    checked[index] = said;
    if (groups[index]?.targets.every((target) => builds.isKept(target))) results.put(keys[index] ?? '', said);
  };
  const waiting: { readonly index: number; readonly said: Checked }[] = [];
  function* places(): Generator<readonly ObjectPlace[]> {
    for (const { group, index } of missing) {
      const { said, places } = group.check();
      waiting.push({ index, said });
      yield places;
    }
  }
  const onAsked = (asked?: SaidByApiServer) => {
    for (const { index, said } of waiting.splice(0, 1)) finish(index, asked ? { ...said, asked } : said);
    progress.update(`judging the objects of clusters: ${checked.filter(Boolean).length} of ${groups.length}`);
  };
  if (missing.length > 0 && server) await server.ask(places(), onAsked);
  else for (const _ of places()) onAsked();
  return checked.map((one) => one ?? nothing);
}

const nothing: Checked = { objects: 0, findings: [], unchecked: [] };

/** The folders of a cluster as a group. */
export function folderGroup(folders: readonly Folder[], checks: Checks): ObjectGroup {
  const { builds, identity } = checks;
  return {
    key: keySum(
      identity,
      folders.map((one) => [one.target, one.in, one.at ?? null, one.planned]),
    ),
    targets: folders.map(({ target }) => target),
    check() {
      const built = folders.map((one) => ({ ...one, built: builds.read(one.target) }));
      return { said: joined(built.map((one) => provenOnce(one, checks))), places: built.map(placeOf) };
    },
  };
}

type BuiltFolder = Folder & { readonly built: BuiltOverlay };

/**
 * What is said of a folder. That nothing is found is kept by its files and the objects that the model gives it, so of all
 * clusters that have the same it is proven once; a finding names its cluster.
 */
function provenOnce(folder: BuiltFolder, { results, builds, identity }: Checks): Checked {
  const { target, planned } = folder;
  // A folder that the model gives no objects: nothing names what is rendered.
  if (planned === '') return saidOf(folder);
  const key = keySum('nothing found', identity, target.layers, target.kubernetes, planned);
  const known = results.get<Checked>(key);
  if (known) return known;
  const said = saidOf(folder);
  if (said.findings.length === 0 && builds.isKept(target)) results.put(key, said);
  return said;
}

const saidOf = ({ built, render, in: where, at }: BuiltFolder): Checked => ({
  objects: built.objects.length,
  findings: [...schemaFindings(built, where), ...prove(render(), built.objects, where)].map((one) => ({
    ...one,
    ...(at && { at }),
  })),
  unchecked: uncheckedOf(built),
});

const joined = (said: readonly Checked[]): Checked => ({
  objects: said.reduce((sum, { objects }) => sum + objects, 0),
  findings: said.flatMap(({ findings }) => findings),
  unchecked: addKinds(said.flatMap(({ unchecked }) => unchecked)),
});

const placeOf = ({ built, target, in: where, at }: BuiltFolder): ObjectPlace => ({
  built,
  kubernetes: target.kubernetes,
  where: at ? { at } : { in: where },
});
