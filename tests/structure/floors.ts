/** A folder of `generators/` (or a file directly in it), and its content. */
export interface Floor {
  readonly name: string;
  readonly holds: string;
}

/** The floors of the engine, from the ground up: each imports from those above it in this list, and from no other. */
export const floors: readonly Floor[] = [
  {
    name: 'model/',
    holds: 'the types that the steps share; `settings/`: the schemas of settings files, with defaults',
  },
  { name: 'upstream/', holds: 'what the operators do, by their own sources: labels of pods, ports, Secrets' },
  { name: 'files/', holds: 'paths, YAML that 1.1, 1.2 and Go parsers read alike, the first line of a generated file' },
  { name: 'edit/', holds: 'one value set in a settings file, and all else left byte for byte' },
  { name: 'repository.ts', holds: 'the path of this repository, and loading of its apps and rules' },
  { name: 'console/', holds: 'output on a terminal: findings, colours, progress, text diffs' },
  { name: 'programs/', holds: 'running other programs; building those in Go, and their cache' },
  {
    name: 'kept/',
    holds:
      'what was computed, kept outside of git by everything that it follows from: safe to delete; what was used last, in memory',
  },
  { name: 'blocks/', holds: 'typed building blocks of apps, from a declaration to resources' },
  { name: 'read/', holds: 'settings files to `Fleet`: positions, "did you mean", all mistakes of all files at once' },
  {
    name: 'load/',
    holds: "apps to `Catalogue`: TypeScript's checker, and the places in `apps/` of what is thrown there",
  },
  { name: 'layer/', holds: 'patches derived from two renderings, and the files of a layer' },
  { name: 'link/', holds: 'settings, providers and edges resolved for each level: base, environment, cluster' },
  { name: 'render/', holds: 'the resources of an app, in the order of Kustomize, once for clusters that are alike' },
  {
    name: 'prerequisites/',
    holds: 'what has to exist outside the clusters before they are synced, and the pages that say it',
  },
  {
    name: 'argocd/',
    holds: 'files for Argo CD on the hub: Applications, ApplicationSets, projects, values, health checks',
  },
  {
    name: 'pipelines/',
    holds: 'files for CI systems, all from one description of jobs; CODEOWNERS; the configuration of Renovate',
  },
  { name: 'plan/', holds: 'all files to write, in memory' },
  { name: 'emit/', holds: 'comparing with the disk, atomic writes, hand edits, one run at a time' },
  {
    name: 'judge/',
    holds: "the proof against Kustomize, upstream schemas, the API server's own code, rules, the base revision",
  },
  { name: 'explain/', holds: 'the settings that a field of an object depends on' },
  {
    name: 'diff/',
    holds: 'what a change does to the clusters: both trees built, compared, with causes and consequences',
  },
  { name: 'gate/', holds: 'what of a change needs an acknowledgement, and the digest of exactly that' },
  {
    name: 'comment/',
    holds:
      'pull requests: the comment of one, in the place of the one before, and opening one; APIs of GitHub and GitLab',
  },
  { name: 'release/', holds: 'moving the branch of a ring: the state of the hub, the decision, git' },
  {
    name: 'promote/',
    holds: 'what moves from one environment to another: read from git, compared with the working tree',
  },
  { name: 'init/', holds: "a company's own fleet in place of the sample: questions, answers, settings, what goes" },
  { name: 'watch/', holds: 'saves of settings and code, and the rounds that follow from them' },
  { name: 'page/', holds: 'the report: a model of what is known as plain data, its drawing, its HTML' },
  { name: 'pipeline.ts', holds: 'the steps up to the plan, in a row' },
  { name: 'commands/', holds: 'one file per command: usage, result, text' },
];

/** The imports that folders outside the engine may have besides their own files. Tests may import everything. */
export const beside: Readonly<Record<string, readonly string[]>> = {
  apps: ['model/', 'upstream/', 'blocks/'],
  policies: ['model/', 'upstream/', 'files/'],
  scripts: ['commands/', 'lab/', 'bench/', 'tests/'],
};

/** The floors as a table for `CONTRIBUTING.md`. */
export function floorTable(): string {
  const rows = floors.map(({ name, holds }) => `| \`${name}\` | ${holds} |`);
  return ['| floor | holds |', '|---|---|', ...rows].join('\n');
}
