import type { Progress } from '../console/progress.ts';
import { treeFindings } from '../emit/treeFindings.ts';
import { type FleetPart, isAboutPart } from '../files/fleetPart.ts';
import type { KeptResults } from '../kept/keptResults.ts';
import type { Finding } from '../model/finding.ts';
import type { Rule } from '../model/rule.ts';
import type { Counts, Model } from '../plan/model.ts';
import { repository } from '../repository.ts';
import { apiServerFindings } from './apiServerFindings.ts';
import { asPlanned, notBuilt } from './asPlanned.ts';
import { campaignFindings } from './campaigns.ts';
import { chartVersionFindings } from './chartVersions.ts';
import { judgeGone } from './gone.ts';
import { hubFolders } from './hub.ts';
import { judgeClusters } from './judgeClusters.ts';
import { judgePromotions, promotionsToJudge } from './judgePromotions.ts';
import { Unkept } from './kept/builds.ts';
import { checkObjects, folderGroup, lookUp } from './kept/checked.ts';
import { plannedLayers } from './kept/layers.ts';
import { clustersLeavingHub } from './leavingHub.ts';
import { neededOutside } from './needed.ts';
import { saidOnce } from './promoted.ts';
import { isWhole, prepare, type Ready, type ValidateOptions } from './ready.ts';
import { repositoryFolder } from './repositoryFolder.ts';
import { buildBase } from './revision/buildBase.ts';
import { type EditedLines, editedLines } from './revision/editedLines.ts';
import { lockedComponents, optionalKinds } from './schemasLock.ts';
import { overlayFolders, standingsOf } from './standings.ts';
import { uncheckedKinds } from './unchecked.ts';

/** The result of `validate`: what was checked, and the findings. */
export interface Validation {
  readonly findings: readonly Finding[];
  readonly counts: Counts;
  /** Objects in all overlays together. */
  readonly objects: number;
  /** Overlays that were to be judged. */
  readonly overlays: number;
  readonly rules: number;
  /** Minor versions of Kubernetes whose API server's code judged the objects; none: it was not asked. */
  readonly judgedAs: readonly string[];
  /** What the change was compared with, in words. */
  readonly comparedWith: string;
  /** The part that it was limited to; empty: everything. */
  readonly part: FleetPart;
  /** What was found of the rest on the way, and is not among the findings. */
  readonly elsewhere: readonly Finding[];
  /** Lines of settings files that the change edits: the place of findings that come from them. */
  readonly edited: EditedLines;
}

/**
 * plan   = files on disk                            the tree agrees
 * files ─ kustomize build ─▶ objects = render       Kustomize agrees
 * objects ─ upstream schemas, the API server's code, rules ─▶ findings     they are valid and safe
 * promote(model) ─ the API server's code, rules ─▶ findings                and so is what a failover makes of them
 *
 * What is said of a cluster is kept by everything that it depends on, and of a cluster in which nothing of that changed
 * nothing is built or judged again. Else its objects are read, judged and let go, one cluster after the other.
 *
 * Limited to a part, only its overlays are built and judged. Rules see the whole fleet all the same: of the rest the
 * objects that the model gives it, to which Kustomize's build is equal wherever a whole run is green.
 */
export async function validateTree(
  root: string,
  model: Model,
  rules: readonly Rule[],
  options: ValidateOptions,
  kept: KeptResults,
  progress: Progress,
): Promise<Validation> {
  const nothing = {
    counts: model.counts,
    objects: 0,
    overlays: 0,
    rules: rules.length,
    judgedAs: [],
    comparedWith: 'nothing',
    edited: new Map(),
    part: options.part ?? {},
    elsewhere: [],
  };
  if (!isWhole(model)) return { ...nothing, findings: model.findings };
  const ready = await prepare(root, model, rules, options, kept, progress);
  return { ...nothing, ...(await judge(ready, false).catch((error) => again(error, ready))) };
}

/** What was kept and is gone, because it is damaged or somebody removed it meanwhile, is computed again. */
function again(error: unknown, ready: Ready): ReturnType<typeof judge> {
  if (error instanceof Unkept) return judge(ready, true);
  throw error;
}

/** @param all whether everything is built that is not kept, also where what was said of it is */
async function judge(ready: Ready, all: boolean): Promise<Omit<Validation, 'counts' | 'rules' | 'part'>> {
  const { root, model, options, part, revision, driver, checks, differences, isPart, meant, hub } = ready;
  const { fleet, linked, plan } = model;
  const isAsPlanned = asPlanned(differences);
  const layers = plannedLayers(plan, { results: checks.results, code: ready.code });
  const ofClusters = meant.map((one) => overlayFolders(one, plan, layers).filter(({ target }) => isPart(target.path)));
  const wanted = [...ofClusters, hub ? hubFolders(plan, hub, layers) : []];
  const sound = wanted.map((folders) => folders.filter(({ target }) => isAsPlanned(target.path)));

  const groups = lookUp(
    sound.map((folders) => folderGroup(folders, checks)),
    checks,
  );
  const targets = groups.groups.flatMap((group, index) => (all || !groups.known[index] ? group.targets : []));
  await checks.builds.ensure(root, targets, (done, of) =>
    checks.progress.update(`building and checking overlays: ${done} of ${of}`),
  );
  const standings = standingsOf(ready, sound.flat());
  const promotions = promotionsToJudge(ready, standings);
  const both = lookUp([...groups.groups, ...promotions.groups], checks);
  const checking = checkObjects(both, checks);
  // Its failure is thrown below; until then the rules run beside it.
  checking.catch(() => {});

  const [base, edited, misplaced] = await Promise.all([
    buildBase(root, revision, options.ci, standings.sources, checks.builds),
    revision.kind === 'commit' ? editedLines(root, revision.commit) : new Map<never, never>(),
    repositoryFolder(root, fleet),
  ]);
  const { before } = base;
  const judged = await judgeClusters(ready, standings, wanted.at(-1) ?? [], before);
  const checked = await checking;
  const ofFolders = checked.slice(0, wanted.length);
  const components = lockedComponents(repository);
  const first = [
    ...model.findings,
    ...treeFindings(differences),
    ...notBuilt(wanted.flat().length - sound.flat().length),
    ...misplaced,
    ...chartVersionFindings(components, fleet),
    ...campaignFindings(fleet, new Date()),
    ...uncheckedKinds(
      ofFolders.flatMap(({ unchecked }) => unchecked),
      driver.missing,
      optionalKinds(components),
      options.ci,
    ),
  ];
  const found = [
    ...ofFolders.flatMap(({ findings }) => findings),
    ...base.findings,
    ...judged,
    ...(await neededOutside(root, model, revision, edited, checks.results)),
    ...(before
      ? [...judgeGone(linked.clusters, before, fleet.locate), ...clustersLeavingHub(fleet, linked.clusters, before)]
      : []),
  ];
  const promoted = judgePromotions(ready, standings, promotions.all, [...first, ...found]);
  const asked = checked.flatMap((one) => one.asked ?? []);
  const apiServer = apiServerFindings(checks.server, asked, options.ci);
  const [findings, elsewhere] = split(part, [...first, ...saidOnce(apiServer), ...found, ...promoted]);
  const unknown = new Set(asked.flatMap(({ notEmulated }) => Object.keys(notEmulated)));
  const judgedAs = checks.server?.versions.filter((version) => !unknown.has(version)) ?? [];
  return {
    findings,
    elsewhere,
    objects: ofFolders.reduce((sum, { objects }) => sum + objects, 0),
    overlays: ofClusters.flat().length,
    judgedAs,
    comparedWith: base.name,
    edited,
  };
}

/** Findings that concern a part, and the others. */
function split(part: FleetPart, findings: readonly Finding[]): readonly [Finding[], Finding[]] {
  const { mine = [], others = [] } = Object.groupBy(findings, (one) => (isAboutPart(part, one) ? 'mine' : 'others'));
  return [mine, others];
}
