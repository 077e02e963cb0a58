import type { LinkedCluster } from '../link/clusters.ts';
import type { Finding } from '../model/finding.ts';
import type { Locate } from '../model/fleet.ts';
import type { Before } from './revision/before.ts';

/**
 * Findings about clusters that the base revision had objects for and the settings no longer name: one for each, at the
 * line that renamed it where there is one. Of clusters that Argo CD did not sync nothing is told: it deletes nothing
 * there.
 */
export function judgeGone(
  clusters: readonly Pick<LinkedCluster, 'environment' | 'cluster'>[],
  before: Pick<Before, 'clusters' | 'unsynced'>,
  locate: Locate,
): Finding[] {
  const here = new Map(clusters.map((one) => [`${one.environment.name}/${one.cluster.name}`, one]));
  const added = [...here].flatMap(([key, one]) => (before.clusters.has(key) ? [] : [one]));
  return [...before.clusters].flatMap(([key, was]): Finding[] => {
    const [environment = '', cluster = ''] = key.split('/');
    if (here.has(key) || before.unsynced.has(environment)) return [];
    const objects = was.objects();
    if (objects.length === 0) return [];
    const home = clusters.find((one) => one.environment.name === environment)?.environment;
    const renamed = home && added.find((one) => one.environment === home);
    const index = renamed && home.settings.clusters.indexOf(renamed.cluster);
    const file = `overlays/${environment}/environment.yaml`;
    const what = home ? `The cluster ${cluster} is gone` : `The environment ${environment} is gone with ${cluster}`;
    const apps = new Set(objects.map(({ app }) => app));
    const next = renamed ? ` ${renamed.cluster.name} is another cluster, and begins empty.` : '';
    return [
      {
        code: 'removed-without-retiring',
        severity: 'error',
        message: `${what}, and with it ${objects.length} objects of ${apps.size} apps.${next}`,
        fix: `Keep ${cluster}; if it must go, set state: retiring for it, and remove it in the change after (docs/argocd.md, "Remove something").`,
        at: home
          ? locate(file, index === undefined ? ['clusters'] : ['clusters', index, 'name'])
          : { file, line: 1, column: 1 },
        in: { environment, cluster },
      },
    ];
  });
}
