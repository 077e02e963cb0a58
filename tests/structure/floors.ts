/** A folder of `generators/` (or a file directly in it), and what is in it. */
export interface Floor {
  readonly name: string;
  readonly holds: string;
}

/** The floors of the engine, from the ground up: each imports from those above it in this list, and from no other. */
export const floors: readonly Floor[] = [
  {
    name: 'model/',
    holds: 'the types that the steps share; `settings/`: the schemas of what people write, with defaults',
  },
  { name: 'files/', holds: 'paths, YAML that 1.1, 1.2 and Go parsers read alike, the first line of a generated file' },
  { name: 'repository.ts', holds: 'where this repository is, and how its apps and rules are loaded' },
  { name: 'console/', holds: 'what people see on a terminal: findings, colours, progress, text diffs' },
  { name: 'programs/', holds: 'running other programs; building those in Go, and their cache' },
  { name: 'blocks/', holds: 'typed building blocks of apps: a declaration in, resources out' },
  { name: 'read/', holds: 'settings files to `Fleet`: positions, "did you mean", all mistakes of all files at once' },
  { name: 'layer/', holds: 'patches derived from two renderings, and the files of a layer' },
  { name: 'link/', holds: 'settings, providers and edges resolved for each level: base, environment, cluster' },
  { name: 'render/', holds: 'the resources of an app, in the order of Kustomize' },
  {
    name: 'argocd/',
    holds: 'what Argo CD on the hub gets: Applications, ApplicationSets, projects, values, health checks',
  },
  { name: 'plan/', holds: 'all files that will be written, in memory' },
  { name: 'emit/', holds: 'comparing with the disk, atomic writes, hand edits, one run at a time' },
  {
    name: 'judge/',
    holds: "the proof against Kustomize, upstream schemas, the API server's own code, rules, the base revision",
  },
  { name: 'explain/', holds: 'which settings a field of an object depends on' },
  { name: 'release/', holds: 'moving the branch of a ring: the state of the hub, the decision, git' },
  { name: 'pipeline.ts', holds: 'the steps up to the plan, in a row' },
  { name: 'commands/', holds: 'one file per command: usage, result, text' },
];

/** What the folders beside the engine may import beside their own files. Tests may import everything. */
export const beside: Readonly<Record<string, readonly string[]>> = {
  apps: ['model/', 'blocks/'],
  policies: ['model/', 'files/'],
  scripts: ['commands/', 'lab/', 'bench/'],
};

/** The floors as a table for `CONTRIBUTING.md`. */
export function floorTable(): string {
  const rows = floors.map(({ name, holds }) => `| \`${name}\` | ${holds} |`);
  return ['| floor | holds |', '|---|---|', ...rows].join('\n');
}
