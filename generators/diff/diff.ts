import type { Progress } from '../console/progress.ts';
import { concerns, type FleetPart, isAboutPart, isLimited, isOfPart } from '../files/fleetPart.ts';
import { openBuilder } from '../judge/driver.ts';
import { createBuilds } from '../judge/kept/builds.ts';
import { neededBeforeMerge, pagesAt, pagesIn } from '../judge/needed.ts';
import { type BaseRevision, baseRevision } from '../judge/revision/baseRevision.ts';
import { changedSince, filesAt, withRevision } from '../judge/revision/changes.ts';
import { openResults } from '../kept/results.ts';
import { Failure, type Finding } from '../model/finding.ts';
import type { Knowledge } from '../model/knowledge.ts';
import { formatPosition } from '../model/position.ts';
import type { Rule } from '../model/rule.ts';
import type { PricesSettings } from '../model/settings/index.ts';
import { gitOutput, openGit } from '../programs/git.ts';
import { pricesFile, readPrices } from '../read/prices.ts';
import { wantedPart } from '../read/wantedPart.ts';
import { type ApplicationChanges, applicationChanges } from './applications.ts';
import { type CapacityChange, capacityChanges } from './capacity.ts';
import { type Cause, causesOf } from './causes/causesOf.ts';
import { editsBetween } from './causes/edits.ts';
import type { SettingChange } from './causes/settingsChanges.ts';
import { changesBetween, type PlacedChange } from './changes.ts';
import { pairsOf, statedClusters } from './clusterPairs.ts';
import { withRules } from './judged.ts';
import { partOfPairs, settingsOfPart } from './limited.ts';
import { buildTree, type Objects } from './trees/build.ts';
import { type AppliedPaths, applied, appliedPaths, clusterOf, filesIn, scopeOf } from './trees/folders.ts';
import { only, readOf, type Sides, touchedBy } from './trees/touched.ts';

/** What a change does to the clusters. */
export interface Diff {
  /** Missing where everything is shown. */
  readonly limit?: DiffLimit;
  /** What it is compared with, in words. */
  readonly base: string;
  readonly changes: readonly Explained[];
  /** Every setting that differs, also where nothing follows from it. */
  readonly settings: readonly SettingChange[];
  /** New findings about objects that do not differ themselves. */
  readonly beside: readonly Finding[];
  /** What has to be made outside the clusters before the merge. Missing where that is nothing. */
  readonly needed?: readonly Finding[];
  readonly applications: ApplicationChanges;
  readonly capacity: readonly CapacityChange[];
  /** Of costs, where the team says what its clouds cost. */
  readonly currency?: string;
  /** Every file that differs. */
  readonly files: readonly string[];
  /** Overlays of an app in a cluster, of either side. */
  readonly overlays: { readonly changed: number; readonly all: number };
}

/** What a diff is limited to, and how many changes are not shown because they are of the rest. */
export interface DiffLimit {
  readonly part: FleetPart;
  readonly elsewhere: number;
}

/** A change with what it follows from. */
export interface Explained extends Omit<PlacedChange, 'before' | 'after' | 'path'> {
  readonly causes: readonly Cause[];
}

/** What judges a change. */
export interface Judging {
  readonly rules: readonly Rule[];
  readonly knowledge: Knowledge;
}

/** What is compared, and by what. */
export interface DiffInputs {
  readonly root: string;
  /** The revision that was asked for; by default where this work left the target branch. */
  readonly wanted: string | undefined;
  /** What to show: `environment` or `environment/cluster`, and an app. All is built and judged all the same. Default: all. */
  readonly where?: string | undefined;
  readonly app?: string | undefined;
  /** Loaded while Kustomize builds. */
  readonly judging: () => Promise<Judging>;
  readonly progress: Progress;
}

/**
 * Compares what Kustomize builds from the files as they stand with what it builds from those of the base revision. Of
 * clusters in which nothing differs nothing is built, and no code of either side runs.
 * @throws Failure where there is no base revision or no such part, or where something does not build
 */
export async function diffTrees({ root, wanted, where, app, judging, progress }: DiffInputs): Promise<Diff> {
  const { commit, base } = await baseOf(root, await baseRevision(root, wanted));
  const files = await changedSince(root, commit, ['.']);
  const paths = { before: appliedPaths(await filesAt(root, commit, applied)), after: appliedPaths(filesIn(root)) };
  const part = wantedPart(where, app, [...pathsOf(paths)].map(scopeOf));
  const touched = touchedBy(files, paths);
  const differs = (path: string) => touched.paths.has(path);
  // Rules see whole clusters: what does not differ is built once, for both sides.
  const isSeen = (path: string) => differs(path) || touched.clusters.has(clusterOf(path) ?? '');
  const prices = pricesOf(root);
  const results = openResults();
  const builds = createBuilds(results, await openBuilder(progress));
  progress.update('building what differs');
  const [after, old, { rules, knowledge }, pages] = await Promise.all([
    buildTree(root, only(paths.after, isSeen), 'this tree', builds),
    withRevision(
      root,
      commit,
      async (folder) => ({
        built: await buildTree(folder, only(paths.before, differs), base, builds),
        edits: editsBetween(folder, root, files),
        stated: statedClusters(folder, touched.clusters),
      }),
      { folders: applied, isWanted: readOf(files, touched, paths.before) },
    ),
    judging(),
    pagesAt(root, commit, results),
  ]).finally(() => results.close());
  progress.update('judging what differs');
  const same = [...after].filter(([path]) => !differs(path));
  const pairs = pairsOf(touched.clusters, {
    before: { objects: new Map([...old.built, ...same]), stated: old.stated },
    after: { objects: after, stated: statedClusters(root, touched.clusters) },
  });
  const raw = changesBetween(old.built, onlyThose(after, differs));
  const { changes, beside } = withRules(raw, pairs, rules, knowledge);
  const edits = old.edits.settings.map(({ at, field, to }) => ({ at, text: `${field} ${JSON.stringify(to)}` }));
  const needed = neededBeforeMerge(pages, pagesIn(root), edits).filter((finding) => isAboutPart(part, finding));
  const whole = changes.map((change) => explained(change, causesOf(change, old.edits)));
  const shown = whole.filter((change) => concerns(part, change.in));
  const isShown = (path: string) => isOfPart(part, scopeOf(path));
  const inPart = { before: only(paths.before, isShown), after: only(paths.after, isShown) };
  return {
    base,
    ...(isLimited(part) ? { limit: { part, elsewhere: whole.length - shown.length } } : {}),
    changes: shown,
    settings: settingsOfPart(part, old.edits.settings, shown, whole),
    beside: beside.filter((finding) => isAboutPart(part, finding)),
    ...(needed.length > 0 && { needed }),
    applications: applicationChanges(inPart),
    capacity: capacityChanges(partOfPairs(pairs, part), knowledge, prices),
    ...(prices && { currency: prices.currency }),
    files,
    overlays: overlaysOf(
      inPart,
      changes.filter(({ path }) => isShown(path)),
    ),
  };
}

const pathsOf = ({ before, after }: Sides<AppliedPaths>) =>
  [before, after].flatMap(({ builds, documents }) => [...builds, ...documents]);

/**
 * The revision to compare with, and its name. In place of the sample company, of which nothing runs, that is an empty
 * tree: everything is new.
 * @throws Failure where there is none
 */
async function baseOf(root: string, revision: BaseRevision): Promise<{ commit: string; base: string }> {
  if (revision.kind === 'commit') {
    const { commit, name } = revision;
    return { commit, base: `${name} (${commit.slice(0, 8)})` };
  }
  if (revision.kind === 'none' && revision.isSample) {
    const empty = await gitOutput(openGit(root), 'name the empty tree', ['hash-object', '-t', 'tree', '--stdin'], '');
    return { commit: empty.trim(), base: `nothing: ${revision.why}` };
  }
  const fix = revision.kind === 'none' ? 'Commit first.' : revision.fix;
  throw new Failure(`There is nothing to compare with: ${revision.why}`, fix);
}

/** @throws Failure where the file has errors: without it no cost is shown, and a wrong one is never shown */
function pricesOf(root: string): PricesSettings | undefined {
  const { prices, findings } = readPrices(root);
  const mistake = findings.find(({ severity }) => severity === 'error');
  if (!mistake) return prices;
  const { at, message, fix } = mistake;
  throw new Failure(`${at ? formatPosition(at) : pricesFile}: ${message}`, fix);
}

const onlyThose = (objects: Objects, isWanted: (path: string) => boolean): Objects =>
  new Map([...objects].filter(([path]) => isWanted(path)));

/** Whole objects are needed to judge a change, and not to show it. */
function explained(
  { before: _before, after: _after, path: _path, ...change }: PlacedChange,
  causes: readonly Cause[],
): Explained {
  return { ...change, causes };
}

function overlaysOf({ before, after }: Sides<AppliedPaths>, changes: readonly PlacedChange[]): Diff['overlays'] {
  const isOverlay = (path: string) => clusterOf(path) !== undefined;
  const all = new Set([...before.builds, ...after.builds].filter(isOverlay));
  return { changed: new Set(changes.map(({ path }) => path).filter(isOverlay)).size, all: all.size };
}
