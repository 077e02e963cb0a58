import type { Finding } from '../model/finding.ts';
import type { Catalogue, Environment, Fleet } from '../model/fleet.ts';
import { argoNames } from './names.ts';

/** Longest value of a label, and names of Applications are values of labels: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/ */
const longest = 63;

/**
 * Names of Applications and projects on the hub that are too long, or that two of them would share. Every app of the
 * catalogue is checked in every cluster, so that switching an app on never causes a clash.
 */
export function checkNames(
  { apps, operators = [] }: Catalogue,
  fleet: Pick<Fleet, 'settings' | 'environments' | 'locate'>,
): Finding[] {
  if (!fleet.settings.hub) return [];
  const synced = fleet.environments.filter(({ settings }) => settings.synced !== false);
  const findings: Finding[] = [];
  const taken = new Map<string, string>([
    [`Application ${argoNames.root}`, 'the first Application'],
    [`Application ${argoNames.argoCd}`, 'Argo CD itself'],
    [`AppProject ${argoNames.hubProject}`, 'the hub'],
    [`AppProject ${argoNames.clustersProject}`, 'all clusters'],
  ]);
  const add = (
    environment: Environment,
    path: readonly (string | number)[],
    kind: string,
    name: string,
    whose: string,
  ) => {
    const at = fleet.locate(environment.file, path);
    const where = { environment: environment.name };
    const key = `${kind} ${name}`;
    const other = taken.get(key);
    const finding = { severity: 'error' as const, at, in: where };
    if (name.length > longest) {
      const message = `The ${kind} of ${whose} would be called ${name}: ${name.length} characters, and Argo CD takes ${longest}.`;
      findings.push({ ...finding, code: 'name-too-long', message, fix: 'Give the cluster or the app a shorter name.' });
    }
    if (other !== undefined) {
      const message = `The ${kind} of ${whose} would be called ${name}, as that of ${other}.`;
      findings.push({ ...finding, code: 'name-clash', message, fix: 'Give one of the two another name.' });
    }
    taken.set(key, whose);
  };
  for (const environment of synced) {
    add(environment, [], 'AppProject', argoNames.project(environment.name), `the environment ${environment.name}`);
    add(
      environment,
      [],
      'AppProject',
      argoNames.operatorsProject(environment.name),
      `operators of ${environment.name}`,
    );
    for (const [index, { name }] of environment.settings.clusters.entries()) {
      const path = ['clusters', index, 'name'];
      add(environment, path, 'Application', argoNames.cluster(name), `the cluster ${name}`);
      for (const app of [...apps, ...operators]) {
        add(environment, path, 'Application', argoNames.application(name, app.name), `${app.name} in ${name}`);
      }
    }
  }
  return findings;
}
