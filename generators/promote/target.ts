import { runningAt } from '../link/running.ts';
import type { App } from '../model/app.ts';
import { Failure } from '../model/finding.ts';
import type { Catalogue, Environment, Fleet } from '../model/fleet.ts';
import { suggest } from '../read/suggest.ts';
import type { PromotionTarget } from './moves.ts';

/**
 * The environment that values move to, as the working tree has it.
 * @param app the only app that is promoted. Default: all
 * @throws Failure where there is no such environment or app, or the environment does not run the app
 */
export function targetIn(catalogue: Catalogue, fleet: Fleet, name: string, app?: string): PromotionTarget {
  const environment = environmentIn(fleet, name);
  const apps = appsOf(catalogue, environment);
  const only = app === undefined ? undefined : named(app, catalogue.apps, 'app');
  if (only && !apps.includes(only))
    throw new Failure(
      `No cluster of ${name} runs ${only.name}, so there is nothing to promote it to.`,
      `Switch it on in ${environment.file} first.`,
    );
  return { environment, apps, ...(only && { only }), locate: fleet.locate };
}

/** @throws Failure where there is no environment of that name */
export const environmentIn = ({ environments }: Fleet, name: string): Environment =>
  named(name, environments, 'environment');

function named<T extends { readonly name: string }>(name: string, all: readonly T[], kind: string): T {
  const found = all.find((one) => one.name === name);
  if (found) return found;
  const names = all.map((one) => one.name);
  const meant = suggest(name, names);
  const fix = meant ? `Did you mean ${meant}?` : `There are ${names.join(', ')}.`;
  throw new Failure(`There is no ${kind} ${name}.`, fix);
}

/** The apps that run in any cluster of an environment, or wait there for it to become active. */
function appsOf(catalogue: Catalogue, environment: Environment): readonly App[] {
  const here = environment.settings.clusters.flatMap((cluster) => {
    const { apps, waiting } = runningAt(catalogue, { layer: 'cluster', environment, cluster });
    return [...apps.keys(), ...waiting.keys()];
  });
  return catalogue.apps.filter((app) => here.includes(app));
}
