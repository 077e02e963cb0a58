import { generatedBy } from '../files/print.ts';
import type { FleetSettings, Pinned } from '../model/settings/index.ts';

/** The path of Renovate's configuration: of JSON5 for the first line, and else plain JSON. */
export const renovatePath = 'renovate.json5';

const fleetFile = 'overlays/fleet.yaml';
const lockFile = 'tools/schemas.lock.json';

/** A chart, one member after the other in one line or in several; comments stand before it. */
const chartOf = (repository: string) =>
  `repository: ${repository},?\\s+chart: (?<depName>[a-z0-9-]+),?\\s+version: (?<currentValue>[^\\s,}]+)`;

/**
 * What no manager of Renovate reads by itself. Charts and the components whose definitions judge their objects have one name
 * for both: that of the chart, so that they come in one pull request.
 * https://docs.renovatebot.com/modules/manager/regex/
 */
export const customManagers = [
  {
    customType: 'regex',
    description: 'Helm charts',
    managerFilePatterns: [fleetFile],
    matchStrings: [chartOf('(?<registryUrl>https://[^\\s,]+)')],
    datasourceTemplate: 'helm',
  },
  {
    customType: 'regex',
    description: 'Helm charts in OCI registries',
    managerFilePatterns: [fleetFile],
    matchStrings: [chartOf('oci://(?<registry>[^\\s,]+)')],
    packageNameTemplate: '{{{registry}}}/{{{depName}}}',
    datasourceTemplate: 'docker',
  },
  {
    customType: 'regex',
    description: 'Folders of git in place of charts',
    managerFilePatterns: [fleetFile],
    matchStrings: [
      'repository: https://github\\.com/(?<packageName>[^\\s,]+?)\\.git,?\\s+path: [^\\s,]+\\s+version: (?<currentValue>[^\\s,}]+)',
    ],
    depNameTemplate: '{{{packageName}}}',
    datasourceTemplate: 'github-tags',
  },
  {
    customType: 'regex',
    description: 'Upstream definitions that a chart brings',
    managerFilePatterns: [lockFile],
    matchStrings: [
      '"version": "(?<currentValue>[^"]+)",\\s+"chart": \\{\\s+"name": "(?<depName>[^"]+)"[^}]*\\},\\s+"url": "https://raw\\.githubusercontent\\.com/(?<packageName>[^/"]+/[^/"]+)/',
    ],
    datasourceTemplate: 'github-tags',
  },
  {
    customType: 'regex',
    description: 'The charts that bring them: the version of overlays/fleet.yaml once more',
    managerFilePatterns: [lockFile],
    matchStrings: ['"chart": \\{\\s+"name": "(?<depName>[^"]+)",\\s+"version": "(?<currentValue>[^"]+)"'],
    datasourceTemplate: 'helm',
  },
  {
    customType: 'regex',
    description: 'Upstream definitions alone',
    managerFilePatterns: [lockFile],
    matchStrings: [
      '"version": "(?<currentValue>[^"]+)",\\s+"url": "https://raw\\.githubusercontent\\.com/(?<packageName>[^/"]+/[^/"]+)/',
    ],
    depNameTemplate: '{{{packageName}}}',
    datasourceTemplate: 'github-tags',
  },
  {
    customType: 'regex',
    description: 'Images by digest, of apps and of pipelines',
    managerFilePatterns: ['apps/**/*.ts', 'generators/pipelines/pins.ts'],
    matchStrings: [
      "'(?<depName>[a-z0-9._/-]+):(?<currentValue>[A-Za-z0-9_][A-Za-z0-9_.-]*)@(?<currentDigest>sha256:[0-9a-f]{64})'",
    ],
    datasourceTemplate: 'docker',
  },
  {
    customType: 'regex',
    description: 'Actions of GitHub by commit',
    managerFilePatterns: ['generators/pipelines/pins.ts'],
    matchStrings: ["action\\('(?<depName>[^']+)', '(?<currentDigest>[0-9a-f]{40})', '(?<currentValue>v[^']+)'\\)"],
    packageNameTemplate: "{{{replace '^([^/]+/[^/]+)/.*$' '$1' depName}}}",
    datasourceTemplate: 'github-tags',
  },
] as const;

/** Packages that come in one pull request, because they are used together: docs/upgrading.md says why. */
export const packageGroups = [
  { groupName: 'types of Kubernetes', matchPackageNames: ['kubernetes-models', '@kubernetes-models/**'] },
  { groupName: 'PromQL', matchPackageNames: ['@prometheus-io/lezer-promql', '@lezer/**'] },
  { groupName: 'Node.js', matchPackageNames: ['@types/node', 'node-*'] },
  { groupName: 'code of Kubernetes', matchPackageNames: ['k8s.io/**', 'sigs.k8s.io/kustomize/**'] },
] as const;

/**
 * Renovate's configuration. Where it is self-hosted, it generates in the same pull request, if its own configuration allows
 * these commands; elsewhere the check fails until a person has generated.
 * https://docs.renovatebot.com/configuration-options/#postupgradetasks
 */
export function renovateConfiguration({ charts }: Pick<FleetSettings, 'charts'>, source: string): string {
  const configuration = {
    $schema: 'https://docs.renovatebot.com/renovate-schema.json',
    extends: ['config:recommended'],
    enabledManagers: ['npm', 'gomod', 'custom.regex'],
    rangeStrategy: 'pin',
    postUpdateOptions: ['gomodTidy'],
    postUpgradeTasks: {
      commands: ['npm ci', 'go -C tools run ./driver pin --lock schemas.lock.json', 'npm run generate'],
      fileFilters: ['**/*'],
      executionMode: 'branch',
    },
    packageRules: [
      ...packageGroups,
      { matchFileNames: [fleetFile, lockFile], groupName: '{{{depName}}}' },
      ...Object.values(charts).flatMap(registryRule),
    ],
    customManagers,
  };
  return `// ${generatedBy} from ${source}: edit those, not this.\n${JSON.stringify(configuration, null, 2)}\n`;
}

/** The lock names a chart without its repository, which `fleet.yaml` has. */
function registryRule(pinned: Pinned): readonly object[] {
  if (!('chart' in pinned)) return [];
  const { chart, repository } = pinned;
  const rule = { matchFileNames: [lockFile], matchDatasources: ['helm'], matchDepNames: [chart] };
  const oci = /^oci:\/\/(.*)$/.exec(repository)?.[1];
  return oci
    ? [{ ...rule, overrideDatasource: 'docker', overridePackageName: `${oci}/${chart}` }]
    : [{ ...rule, registryUrls: [repository] }];
}
