import { type App, hasSharedData } from '../model/app.ts';
import type { Finding } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import type { Copy } from '../model/inputs.ts';
import type { LinkedCluster } from './clusters.ts';
import { chosenIn } from './replication.ts';

/**
 * Checks data that several clusters of an environment have. Beside a standby cluster there is one primary: a second active
 * cluster with the same provider inside is an error, and so is a handover to a cluster without a copy. Where all clusters
 * are active, each may have data of its own: that is a warning, for nothing keeps them alike.
 */
export function checkCopies(
  app: App,
  fleet: Fleet,
  { environment, cluster }: Pick<LinkedCluster, 'environment' | 'cluster'>,
): Finding[] {
  const { provides } = app;
  if (!provides || !hasSharedData(app)) return [];
  const { copies: chosen, byName, active } = chosenIn(app, environment);
  const here = byName.get(cluster.name);
  if (!here) return [];
  const path = ['clusters', environment.settings.clusters.indexOf(cluster)];
  const where = { environment: environment.name, cluster: cluster.name, app: app.name };
  const finding = (code: string, message: string, fix: string, ...keys: string[]): Finding => ({
    code,
    severity: 'error',
    message,
    fix,
    at: fleet.locate(environment.file, [...path, ...keys]),
    in: where,
  });
  const [first = '', second] = active;
  const isSecond = cluster.name !== first && here.cluster.role === 'active';
  if (!environment.settings.clusters.some(({ role }) => role === 'standby')) {
    if (second !== cluster.name) return [];
    const message = `${app.name} runs in ${active.join(', ')}, and nothing connects them: ${provides.contract.name} exists ${active.length} times.`;
    return [{ ...finding('data-apart', message, apartFix(provides.contract.name), 'role'), severity: 'warning' }];
  }
  const found: Finding[] = [];
  if (isSecond) {
    const has = provides.onStandby === 'replica' ? 'has copies' : 'is to run';
    const message = `${app.name} ${has} in ${listed(chosen)}, and both ${first} and ${cluster.name} are active: only one can accept writes.`;
    const fix = 'Leave one of them active and make the other standby; docs/data.md says what two active clusters need.';
    found.push(finding('two-primaries', message, fix, 'role'));
  }
  if (provides.onStandby === 'absent') return found;
  if (active.length === 0 && chosen[0] === here) {
    const message = `${app.name} has copies in ${listed(chosen)}, and none of these clusters is active: no copy accepts writes.`;
    found.push(finding('no-primary', message, 'Make one of them active.', 'role'));
  }
  for (const name of Object.values(provides.handover?.(here.settings) ?? {})) {
    if (name === undefined || chosen.some((copy) => copy !== here && copy.cluster.name === name)) continue;
    const message = `${app.name} in ${cluster.name} names ${name}, which is no other cluster with a copy of it.`;
    found.push(finding('unknown-copy', message, `Name one of ${listed(chosen)}.`, 'apps', app.name));
  }
  return found;
}

const listed = (copies: readonly Copy[]): string => copies.map((copy) => copy.cluster.name).join(', ');

const apartFix = (contract: string): string =>
  `Take a provider outside for both, data.${contract}.provider: external; or keep each user in one cluster: docs/data.md, "Two active clusters".`;
