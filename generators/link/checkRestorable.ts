import type { App } from '../model/app.ts';
import type { Finding } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import { quantity } from '../model/quantity.ts';
import type { LinkedCluster } from './clusters.ts';
import { chosenIn } from './replication.ts';

/**
 * Checks data that a standby cluster gets from a backup once it is active: what it is made of in the active cluster must
 * fit there. It is found while the standby has nothing of it, and not when it takes over.
 */
export function checkRestorable(
  app: App,
  fleet: Fleet,
  { environment, cluster }: Pick<LinkedCluster, 'environment' | 'cluster'>,
): Finding[] {
  const sizes = app.provides?.restoredInto ?? [];
  if (sizes.length === 0) return [];
  const { byName, standby } = chosenIn(app, environment);
  const here = byName.get(cluster.name);
  if (here?.cluster.role !== 'active') return [];
  return standby.flatMap(({ cluster: { name }, settings }) => {
    const index = environment.settings.clusters.findIndex((one) => one.name === name);
    return sizes
      .filter((size) => !fits(quantity(settings[size]) ?? 0, quantity(here.settings[size]) ?? 0))
      .map(
        (size): Finding => ({
          code: 'restore-does-not-fit',
          severity: 'error',
          message: `${app.name} has ${size} ${settings[size]} in ${name}, and ${here.settings[size]} in the active cluster: when ${name} takes over, no backup of that one can be restored there.`,
          fix: `Set ${size} for the environment, and for no cluster.`,
          at: fleet.locate(environment.file, ['clusters', index, 'apps', app.name, size]),
          in: { environment: environment.name, cluster: name, app: app.name },
        }),
      );
  });
}

/** Whether a size takes what another one had. None, as of shards, is another kind, which fits itself alone. */
function fits(there: number, here: number): boolean {
  return there >= here && (here > 0 || there === 0);
}
