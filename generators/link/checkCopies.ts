import type { App } from '../model/app.ts';
import type { Finding } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import type { LinkedCluster } from './clusters.ts';
import { copiesOf, hasStandby } from './replication.ts';

/**
 * Findings where the copies of one database in several clusters have not exactly one primary, or settings name a
 * cluster without a copy. Clusters that are all active have databases of their own, which nobody copies.
 */
export function checkCopies(
  app: App,
  fleet: Fleet,
  { environment, cluster }: Pick<LinkedCluster, 'environment' | 'cluster'>,
): Finding[] {
  const copies = copiesOf(app, environment);
  const here = copies.find((copy) => copy.cluster.name === cluster.name);
  if (!here || !hasStandby(copies)) return [];
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
  const found: Finding[] = [];
  const [first, ...others] = copies.filter((copy) => copy.cluster.role === 'active');
  const names = copies.map((copy) => copy.cluster.name).join(', ');
  if (!first && copies[0] === here) {
    const message = `${app.name} has copies in ${names}, and none of these clusters is active: nobody takes writes.`;
    found.push(finding('no-primary', message, 'Make one of them active.', 'role'));
  }
  if (first && others.includes(here)) {
    const message = `${app.name} has copies in ${names}, and both ${first.cluster.name} and ${cluster.name} are active: only one can take writes.`;
    found.push(finding('two-primaries', message, 'Leave one of them active and make the other standby.', 'role'));
  }
  for (const name of Object.values(app.provides?.handover?.(here.settings) ?? {})) {
    if (name === undefined || copies.some((copy) => copy !== here && copy.cluster.name === name)) continue;
    const message = `${app.name} in ${cluster.name} names ${name}, which is no other cluster with a copy of it.`;
    found.push(finding('unknown-copy', message, `Name one of ${names}.`, 'apps', app.name));
  }
  return found;
}
