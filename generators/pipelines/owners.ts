import { firstLine } from '../files/print.ts';
import type { Owners } from '../model/settings/index.ts';

/** What guards all others: rules and the code that judges, what runs it, and the settings of the whole fleet. */
const engine = [
  '/.ci/',
  '/.circleci/',
  '/.github/',
  '/.gitlab-ci.yml',
  '/CODEOWNERS',
  '/Jenkinsfile',
  '/generators/',
  '/lab/',
  '/overlays/fleet.yaml',
  '/package-lock.json',
  '/package.json',
  '/policies/',
  '/renovate.json5',
  '/scripts/',
  '/tests/',
  '/tools/',
];

/**
 * CODEOWNERS, as GitHub and GitLab read it at the root: of several patterns that match, the last one counts.
 * https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export function codeOwners(owners: Owners, source: string): string {
  const lines = [
    ...engine.map((path) => [path, owners.engine] as const),
    ...Object.entries(owners.environments).map(([name, who]) => [`/overlays/${name}/`, who] as const),
  ];
  const width = Math.max(...lines.map(([path]) => path.length));
  return `${firstLine(source)}${lines.map(([path, who]) => `${path.padEnd(width)}  ${who.join(' ')}\n`).join('')}`;
}
