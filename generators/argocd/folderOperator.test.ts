import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import type { Catalogue } from '../model/fleet.ts';
import { allFiles } from '../plan/allFiles.ts';
import { catalogue } from '../testing/catalogue.ts';
import { exampleOperator, operators } from '../testing/operators.ts';
import { planExample } from '../testing/plan.ts';
import { readFiles } from '../testing/readFiles.ts';
import { fleetYaml, validFiles } from '../testing/settings.ts';
import { projectsIn, testArgoTree } from './testing/tree.ts';

const { values: _, ...routes } = exampleOperator('routes', {
  namespace: 'kube-system',
  serves: ({ kind }) => kind === 'Namespace',
});
const own: Catalogue = { ...catalogue, operators: [...operators, routes] };
const folder = (entry: string) => ({ 'overlays/fleet.yaml': `${fleetYaml}  routes: { ${entry} }\n` });
const entry = 'repository: https://git.example.com/routes.git, path: config/crd, version: v1.6.1';
const planned = planExample(folder(entry), own);
testArgoTree(planned);
const files = new Map(allFiles(planned.plan).map(({ path, content }) => [path, content]));

test('an operator without a chart is a folder of another repository at a tag, and is never pruned', () => {
  const { ignored, ...written } = parse(files.get('argocd/operators/production/aws-us-east-1/routes.yaml') ?? '');
  assert.deepEqual(written, {
    app: 'routes',
    stage: 'operators',
    namespace: 'kube-system',
    sources: [{ repoURL: 'https://git.example.com/routes.git', targetRevision: 'v1.6.1', path: 'config/crd' }],
    prune: false,
    namespaceLabels: {},
    paths: '/config/crd',
  });
  assert.ok(ignored.length > 0);
});

test('a chart comes with this repository, at the revision of the cluster, for its values', () => {
  const { sources, paths } = parse(files.get('argocd/operators/staging/stage/databases.yaml') ?? '');
  const values = ['argocd/charts/databases/staging.yaml', 'argocd/charts/databases/staging/stage.yaml'];
  assert.deepEqual(sources, [
    {
      repoURL: 'https://charts.example.com',
      targetRevision: '1.2.3',
      chart: 'databases',
      helm: { releaseName: 'databases', valueFiles: values.map((path) => `$values/${path}`) },
    },
    { repoURL: 'https://git.example.com/shop/gitops.git', targetRevision: 'main', ref: 'values' },
  ]);
  assert.equal(paths, values.map((path) => `/${path}`).join(';'));
});

test('the project of operators allows its repository, and it has no values files', () => {
  const { sourceRepos } = projectsIn(planned.plan).get('production-operators') as unknown as { sourceRepos: string[] };
  assert.deepEqual(sourceRepos, [
    'https://git.example.com/routes.git',
    'https://git.example.com/shop/gitops.git',
    'registry.example.com/charts',
  ]);
  assert.deepEqual(
    [...files.keys()].filter((path) => path.startsWith('argocd/charts/routes')),
    [],
  );
});

const mistakes: [title: string, entry: string, expected: readonly string[]][] = [
  ['one version of a folder', entry, []],
  [
    'a branch',
    entry.replace('v1.6.1', 'main'),
    ['malformed-value version is "main"; expected one version, such as 1.2.3.'],
  ],
  [
    'a folder from the root',
    entry.replace('config/crd', '/config/crd'),
    ['malformed-value path is "/config/crd"; expected folders with / between them, none at the beginning or the end.'],
  ],
  [
    'a chart',
    'repository: https://charts.example.com, chart: routes, version: 1.6.1',
    [
      'malformed-value repository is "https://charts.example.com"; expected an https:// address that ends in .git.',
      'missing-key routes lacks path.',
      'unknown-key "chart" is not a key of charts.routes.',
    ],
  ],
];
for (const [title, text, expected] of mistakes) {
  test(`in place of a chart: ${title}`, () => {
    const { findings } = readFiles({ ...validFiles, ...folder(text) }, () => {}, own);
    assert.deepEqual(findings.map(({ code, message }) => `${code} ${message}`).sort(), expected);
  });
}
