import type { Progress } from '../console/progress.ts';
import { compare } from '../emit/compare.ts';
import { type FleetPart, isLimited, isPathOf } from '../files/fleetPart.ts';
import type { KeptResults } from '../kept/keptResults.ts';
import { keySum } from '../kept/keySum.ts';
import type { Rule } from '../model/rule.ts';
import type { Model } from '../plan/model.ts';
import { openApiServer } from './apiServerFindings.ts';
import { openDriver } from './driver.ts';
import { createBuilds } from './kept/builds.ts';
import type { Checks } from './kept/checked.ts';
import { keptAnnouncements } from './kept/watchedFleet.ts';
import { baseRevision } from './revision/baseRevision.ts';

/** What is asked of `validate`. */
export interface ValidateOptions {
  readonly base?: string | undefined;
  readonly ci: boolean;
  /** What to look at. Default: everything. */
  readonly part?: FleetPart;
  /** Whether the code of the API server is built where it is not there; else nothing is judged by it, and told. */
  readonly build: boolean;
}

/** A model without errors. */
export type WholeModel = Model & { readonly [K in 'fleet' | 'linked' | 'plan']: NonNullable<Model[K]> };

export const isWhole = (model: Model): model is WholeModel => Boolean(model.fleet && model.linked && model.plan);

/** Everything that judging needs, before anything is judged. */
export type Ready = Awaited<ReturnType<typeof prepare>>;

/** Reads and opens all of it. */
export async function prepare(
  root: string,
  model: WholeModel,
  rules: readonly Rule[],
  options: ValidateOptions,
  { results, code }: KeptResults,
  progress: Progress,
) {
  const { part = {} } = options;
  const { hub } = model.fleet.settings;
  const { clusters } = model.linked;
  // Those of the whole fleet, so that what is kept of a part and of everything is the same.
  const versions = [...clusters.map(({ cluster }) => cluster.kubernetes), ...(hub ? [hub.kubernetes] : [])];
  const [revision, driver, server] = await Promise.all([
    baseRevision(root, options.base),
    openDriver(versions, progress),
    openApiServer(versions, options.build, progress, results),
  ]);
  const identity = keySum(code.judge, driver.identity);
  const checks: Checks = { results, builds: createBuilds(results, driver), server, identity, progress };
  const isPart = (path: string) => isPathOf(part, path);
  const meant = clusters.filter(({ overlays }) => overlays.some(({ path }) => isPart(path)));
  return {
    root,
    model,
    rules,
    options,
    part,
    revision,
    driver,
    code,
    checks,
    announcements: keptAnnouncements(
      results,
      code.rules,
      rules.flatMap(({ asks = [] }) => asks),
    ),
    isPart,
    meant,
    hub: isLimited(part) ? undefined : hub,
    differences: compare(root, model.plan),
  };
}
