import { createHash } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Progress } from '../console/progress.ts';
import { foldersAbove } from '../emit/path.ts';
import { concerns, type FleetPart, isAboutPart, isLimited, isOfPart } from '../files/fleetPart.ts';
import { openDriver } from '../judge/driver.ts';
import { baseRevision } from '../judge/revision/baseRevision.ts';
import { changedSince, withRevision } from '../judge/revision/changes.ts';
import { Failure, type Finding } from '../model/finding.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { Rule } from '../model/rule.ts';
import { wantedPart } from '../read/wantedPart.ts';
import { type CapacityChange, capacityChanges } from './capacity.ts';
import { type Cause, causesOf } from './causes/causesOf.ts';
import { editsBetween } from './causes/edits.ts';
import type { SettingChange } from './causes/settingsChanges.ts';
import { changesBetween, type PlacedChange } from './changes.ts';
import { withRules } from './judged.ts';
import { partOfPairs, settingsOf } from './limited.ts';
import { clusterOf, pairsOf } from './pairs.ts';
import { buildTree, type Objects } from './trees/build.ts';
import { type AppliedPaths, foldersOf, layersBelow, scopeOf } from './trees/folders.ts';

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
  /** Names of Applications. */
  readonly applications: { readonly added: readonly string[]; readonly removed: readonly string[] };
  readonly capacity: readonly CapacityChange[];
  /** Every file that differs. */
  readonly files: readonly string[];
  /** Digests of those that exist, of their content as it is now. */
  readonly contents: Readonly<Record<string, string>>;
  /** AppliedPaths of an app in a cluster, of either side. */
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

/** What is compared, and by what. */
export interface DiffInputs {
  readonly root: string;
  /** The revision that was asked for; by default where this work left the target branch. */
  readonly wanted: string | undefined;
  /** What to show: `environment` or `environment/cluster`, and an app. All is built and judged all the same. Default: all. */
  readonly where?: string | undefined;
  readonly app?: string | undefined;
  readonly rules: readonly Rule[];
  readonly knowledge: Knowledge;
  readonly progress: Progress;
}

const compared = ['base', 'overlays', 'argocd'];

/**
 * Compares what Kustomize builds from the files as they stand with what it builds from those of the base revision. Only
 * what differs is built, and no code of either side runs.
 * @throws Failure where there is no base revision or no such part, or where something does not build
 */
export async function diffTrees({ root, wanted, where, app, rules, knowledge, progress }: DiffInputs): Promise<Diff> {
  const revision = await baseRevision(root, wanted);
  if (revision.kind === 'none') throw new Failure(`There is nothing to compare with: ${revision.why}`, 'Commit first.');
  if (revision.kind === 'missing') throw new Failure(`There is nothing to compare with: ${revision.why}`, revision.fix);
  const { commit, name } = revision;
  const files = await changedSince(root, commit, ['.']);
  const base = `${name} (${commit.slice(0, 8)})`;
  const driver = await openDriver([], progress);
  return withRevision(
    root,
    commit,
    async (old) => {
      const folders = { before: foldersOf(old), after: foldersOf(root) };
      const part = wantedPart(where, app, pathsOf(folders).map(scopeOf));
      const touched = touchedFolders(folders, files);
      const clusters = new Set([...touched].flatMap(clusterOf));
      // Rules see whole clusters: what does not differ is built once, for both sides.
      const isNeeded = (path: string) => touched.has(path) || clusterOf(path).some((one) => clusters.has(one));
      progress.update('building what differs');
      const after = await buildTree(root, only(folders.after, isNeeded), 'this tree', driver);
      const differs = (path: string) => touched.has(path);
      const before = await buildTree(old, only(folders.before, differs), base, driver);
      const known = new Set([...folders.before.builds, ...folders.before.documents]);
      const was = new Map([...before, ...[...after].filter(([path]) => known.has(path) && !touched.has(path))]);
      const pairs = pairsOf([...clusters], { root: old, objects: was }, { root, objects: after });
      progress.update('judging what differs');
      const raw = changesBetween(onlyTouched(was, touched), onlyTouched(after, touched));
      const { changes, beside } = withRules(raw, pairs, rules, knowledge);
      const edits = editsBetween(old, root, files);
      const whole = changes.map((change) => explained(change, causesOf(change, edits)));
      const shown = whole.filter((change) => concerns(part, change.in));
      const isShown = (path: string) => isOfPart(part, scopeOf(path));
      return {
        base,
        ...(isLimited(part) ? { limit: { part, elsewhere: whole.length - shown.length } } : {}),
        changes: shown,
        settings: settingsOf(part, edits.settings, shown, whole),
        beside: beside.filter((finding) => isAboutPart(part, finding)),
        applications: applicationsOf(folders, isShown),
        capacity: capacityChanges(partOfPairs(pairs, part), knowledge),
        files,
        contents: contentsOf(root, files),
        overlays: overlaysOf(folders, changes, isShown),
      };
    },
    compared,
  );
}

function pathsOf({ before, after }: Record<'before' | 'after', AppliedPaths>): readonly string[] {
  return [before, after].flatMap(({ builds, documents }) => [...builds, ...documents]);
}

/** Whole objects are needed to judge a change, and not to show it. */
function explained(
  { before: _before, after: _after, path: _path, ...change }: PlacedChange,
  causes: readonly Cause[],
): Explained {
  return { ...change, causes };
}

function overlaysOf(
  { before, after }: Record<'before' | 'after', AppliedPaths>,
  changes: readonly PlacedChange[],
  isShown: (path: string) => boolean,
): Diff['overlays'] {
  const isOverlay = (path: string) => clusterOf(path).length > 0 && isShown(path);
  const all = new Set([...before.builds, ...after.builds].filter(isOverlay));
  return { changed: new Set(changes.map(({ path }) => path).filter(isOverlay)).size, all: all.size };
}

function contentsOf(root: string, files: readonly string[]): Diff['contents'] {
  const existing = files.filter((file) => lstatSync(join(root, file), { throwIfNoEntry: false })?.isFile());
  return Object.fromEntries(
    existing.map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(root, file)))
        .digest('hex'),
    ]),
  );
}

function touchedFolders(
  { before, after }: { before: AppliedPaths; after: AppliedPaths },
  files: readonly string[],
): ReadonlySet<string> {
  const changed = new Set(files);
  const [was, is] = [new Set(before.builds), new Set(after.builds)];
  const reached = new Set(files.flatMap((file) => [...foldersAbove(file)]));
  const builds = [...new Set([...was, ...is])].filter(
    (path) => !was.has(path) || !is.has(path) || layersBelow(path).some((folder) => reached.has(folder)),
  );
  return new Set([...builds, ...[...before.documents, ...after.documents].filter((path) => changed.has(path))]);
}

function only({ builds, documents }: AppliedPaths, isWanted: (path: string) => boolean): AppliedPaths {
  return { builds: builds.filter(isWanted), documents: documents.filter(isWanted) };
}

const onlyTouched = (objects: Objects, touched: ReadonlySet<string>) =>
  new Map([...objects].filter(([path]) => touched.has(path)));

/** Every overlay of a cluster and every operator in it is an Application. */
function applicationsOf(
  { before, after }: { before: AppliedPaths; after: AppliedPaths },
  isShown: (path: string) => boolean,
): Diff['applications'] {
  const names = ({ builds, documents }: AppliedPaths) =>
    new Set(
      [...builds, ...documents.filter((path) => path.startsWith('argocd/operators/'))]
        .filter(isShown)
        .map(scopeOf)
        .filter(({ cluster, app }) => cluster !== undefined && app !== 'argo-cd')
        .map(({ cluster, app }) => `${cluster}-${app}`),
    );
  const [was, is] = [names(before), names(after)];
  return { added: [...is].filter((name) => !was.has(name)), removed: [...was].filter((name) => !is.has(name)) };
}
