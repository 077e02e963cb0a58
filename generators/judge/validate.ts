import type { Progress } from '../console/progress.ts';
import { compare } from '../emit/compare.ts';
import { treeFindings } from '../emit/treeFindings.ts';
import { concerns, type FleetPart, isAboutPart, isLimited, isOfPart } from '../files/fleetPart.ts';
import { scopeOfPath } from '../files/scopeOfPath.ts';
import type { LinkedFleet } from '../link/clusters.ts';
import type { Plan } from '../model/file.ts';
import type { Finding } from '../model/finding.ts';
import type { Rule } from '../model/rule.ts';
import type { Counts, Model } from '../plan/model.ts';
import { repository } from '../repository.ts';
import { apiServerFindings, type ObjectPlace } from './apiServerFindings.ts';
import { asPlanned, notBuilt } from './asPlanned.ts';
import { chartVersionFindings } from './chartVersions.ts';
import { judgeCluster, viewsBefore, viewsOf } from './cluster.ts';
import { type Driver, openDriver } from './driver.ts';
import { judgeGone } from './gone.ts';
import { judgeHub } from './hub.ts';
import { operatorsLeaving } from './leaving.ts';
import { clustersLeavingHub } from './leavingHub.ts';
import { atSources, editsIn, environmentOfPage, neededBeforeMerge, type Pages, pagesAt } from './needed.ts';
import type { BuiltOverlay } from './overlays.ts';
import { judgePromoted, promote, promotedPlaces, saidOnce } from './promoted.ts';
import { renderedOverlays } from './rendered.ts';
import { repositoryFolder } from './repositoryFolder.ts';
import { baseRevision } from './revision/baseRevision.ts';
import { buildBase } from './revision/buildBase.ts';
import { type EditedLines, editedLines } from './revision/editedLines.ts';
import { lockedComponents, optionalKinds } from './schemasLock.ts';
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
 * Limited to a part, only its overlays are built and judged. Rules see the whole fleet all the same: of the rest the
 * objects that the model gives it, to which Kustomize's build is equal wherever a whole run is green.
 */
export async function validateTree(
  root: string,
  model: Model,
  rules: readonly Rule[],
  options: {
    readonly base?: string | undefined;
    readonly ci: boolean;
    /** What to look at. Default: everything. */
    readonly part?: FleetPart;
    /** Whether the code of the API server is built where it is not there; else nothing is judged by it, and told. */
    readonly build: boolean;
  },
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
  if (!model.fleet || !model.linked || !model.plan) return { ...nothing, findings: model.findings };
  const revision = await baseRevision(root, options.base);
  const { clusters } = model.linked;
  const { part } = nothing;
  const meant = clusters.filter(({ overlays }) => overlays.some(({ path }) => isOfPart(part, scopeOfPath(path))));
  const { locate } = model.fleet;
  const hub = isLimited(part) ? undefined : model.fleet.settings.hub;
  const builds = isLimited(part) ? [] : (model.plan.builds ?? []);
  const versions = [...meant.map(({ cluster }) => cluster.kubernetes), ...(hub ? [hub.kubernetes] : [])];
  const driver = await openDriver(versions, progress);
  const differences = compare(root, model.plan);
  const isAsPlanned = asPlanned(differences);
  const overlays = meant.flatMap(({ overlays, cluster: { kubernetes } }) =>
    overlays.flatMap(({ path }) => (isOfPart(part, scopeOfPath(path)) ? { path, kubernetes } : [])),
  );
  const folders = builds.map(({ folder }) => ({ path: folder, kubernetes: hub?.kubernetes ?? '' }));
  const wanted = [...overlays, ...folders];
  const sound = wanted.filter(({ path }) => isAsPlanned(path));
  const all = await buildAll(root, sound, driver, progress);
  const looked = new Set(wanted.map(({ path }) => path));
  const rest = isLimited(part) ? clusters.flatMap((one) => [...renderedOverlays(one)]) : [];
  const built = new Map([
    ...rest.filter(([path]) => !looked.has(path)),
    ...[...all].filter(([path]) => !builds.some(({ folder }) => folder === path)),
  ]);
  const promotions = promote(model).filter(({ linked }) => concerns(part, { environment: linked.environment.name }));
  const judgedWhenPromoted = promotions.filter(({ linked: { environment, cluster } }) =>
    concerns(part, { environment: environment.name, cluster: cluster.name }),
  );
  const places = [...placesOf(model.linked, hub?.kubernetes, all), ...promotedPlaces(judgedWhenPromoted, built)];
  const asked = apiServerFindings(places, options, progress);
  // Its failure is thrown below; until then the rules run beside it.
  asked.catch(() => {});
  const base = await buildBase(root, revision, options.ci, built, driver);
  const { before } = base;
  const edited = revision.kind === 'commit' ? await editedLines(root, revision.commit) : nothing.edited;
  const needed =
    revision.kind === 'commit'
      ? neededBeforeMerge(await pagesAt(root, revision.commit), pagesOf(model.plan), editsIn(model.fleet, edited))
      : [];
  const components = lockedComponents(repository);
  const first = [
    ...model.findings,
    ...treeFindings(differences),
    ...notBuilt(wanted.length - sound.length),
    ...(await repositoryFolder(root, model.fleet)),
    ...chartVersionFindings(components, model.fleet),
    ...uncheckedKinds([...all.values()], driver.missing, optionalKinds(components), options.ci),
  ];
  const planned = new Set(model.plan.files.map(({ path }) => path));
  const leaving = meant.flatMap(({ environment, cluster }) => {
    const was = before?.clusters.get(`${environment.name}/${cluster.name}`) ?? [];
    return operatorsLeaving(model.catalogue.operators ?? [], { environment, cluster, locate }, was, planned);
  });
  const [views, was] = [viewsOf(clusters, built), viewsBefore(clusters, before)];
  const judged = [
    ...(hub ? judgeHub(model.plan, all, model.fleet.settings, rules) : []),
    ...base.findings,
    ...[...views].flatMap(([cluster, now]) => {
      if (!meant.includes(cluster)) return [];
      return judgeCluster(cluster, model, built, rules, now, was.get(`${now.environment}/${now.cluster.name}`));
    }),
    ...leaving,
    ...atSources(needed, model.catalogue.apps),
    ...(before ? judgeGone(clusters, before, locate) : []),
    ...(before ? clustersLeavingHub(model.fleet, clusters, before) : []),
  ];
  const promoted = judgePromoted(model, promotions, rules, [...views.values()], [...first, ...judged]);
  const apiServer = await asked;
  const [findings, elsewhere] = split(part, [...first, ...saidOnce(apiServer.findings), ...judged, ...promoted]);
  const objects = [...all.values()].reduce((sum, result) => sum + result.objects.length, 0);
  return {
    ...nothing,
    findings,
    elsewhere,
    objects,
    overlays: overlays.length,
    judgedAs: apiServer.versions,
    comparedWith: base.name,
    edited,
  };
}

/** The pages of prerequisites as they are planned. */
function pagesOf({ files }: Plan): Pages {
  return new Map(
    files.flatMap(({ path, content }) => {
      const environment = environmentOfPage(path);
      return environment === undefined ? [] : [[environment, content] as const];
    }),
  );
}

/** Findings that concern a part, and the others. */
function split(part: FleetPart, findings: readonly Finding[]): readonly [Finding[], Finding[]] {
  const { mine = [], others = [] } = Object.groupBy(findings, (one) => (isAboutPart(part, one) ? 'mine' : 'others'));
  return [mine, others];
}

/** Every folder that was built, with the cluster that gets its objects. */
function placesOf(
  { clusters }: LinkedFleet,
  hub: string | undefined,
  built: ReadonlyMap<string, BuiltOverlay>,
): readonly ObjectPlace[] {
  const overlays = new Map(
    clusters.flatMap(({ environment, cluster, overlays }) =>
      overlays.map(({ path, app }) => {
        const where = { in: { environment: environment.name, cluster: cluster.name, app } };
        return [path, { kubernetes: cluster.kubernetes, where }] as const;
      }),
    ),
  );
  return [...built].map(([path, result]) => {
    const at = { file: `${path}/kustomization.yaml`, line: 1, column: 1 };
    return { built: result, ...(overlays.get(path) ?? { kubernetes: hub ?? '', where: { at } }) };
  });
}

async function buildAll(
  root: string,
  overlays: readonly { readonly path: string; readonly kubernetes: string }[],
  driver: Driver,
  progress: Progress,
): Promise<ReadonlyMap<string, BuiltOverlay>> {
  const built = new Map<string, BuiltOverlay>();
  await driver.build({ root, overlays }, (result) => {
    built.set(result.path, result);
    progress.update(`building and checking overlays: ${built.size} of ${overlays.length}`);
  });
  return built;
}
