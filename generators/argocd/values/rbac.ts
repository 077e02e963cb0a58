import { breakGlass, releaseAccount } from '../../model/argoAccounts.ts';
import type { Hub } from '../../model/settings/index.ts';
import { argoNames } from '../names.ts';

/** Who may do what in Argo CD: https://argo-cd.readthedocs.io/en/stable/operator-manual/rbac/. Nobody else may do anything. */
export function rbac({ staff }: Hub, environments: readonly string[]): Readonly<Record<string, string>> {
  const lines = [
    ...staff.admins.map((group) => `g, ${group}, role:admin`),
    `g, ${breakGlass}, role:admin`,
    ...staff.readers.map((group) => `g, ${group}, role:readonly`),
    `p, role:release, applications, get, */*, allow`,
    `g, ${releaseAccount}, role:release`,
    ...environments.flatMap((environment) => deployers(environment, staff.deployers[environment] ?? [])),
  ];
  return { 'policy.default': '', scopes: '[groups]', 'policy.csv': `${lines.join('\n')}\n` };
}

/** Syncing, looking at logs and confirming deletions (an update of the Application) in one environment's projects. */
function deployers(environment: string, groups: readonly string[]): string[] {
  if (groups.length === 0) return [];
  const role = `role:deployer-${environment}`;
  const projects = [argoNames.project(environment), argoNames.operatorsProject(environment)];
  const rights = [
    ['applications', 'get'],
    ['applications', 'sync'],
    ['applications', 'update'],
    ['logs', 'get'],
  ];
  return [
    ...projects.flatMap((project) => [
      `p, ${role}, projects, get, ${project}, allow`,
      ...rights.map(([resource, action]) => `p, ${role}, ${resource}, ${action}, ${project}/*, allow`),
    ]),
    ...groups.map((group) => `g, ${group}, ${role}`),
  ];
}
