import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expectedFrom, placeOf } from './expected.ts';

const overlay = 'overlays/production/clusters/aws/api/application.yaml';
const operator = 'argocd/operators/production/aws/keda.yaml';
const cluster = 'argocd/clusters/production/aws/kustomization.yaml';
const common = 'namespace: backend\npaths: /base/api; /overlays/production/apps/api/;/here\n';

function expectedOf({ path, text }: { readonly path: string; readonly text: string }, folder = '') {
  const place = placeOf(path);
  assert.ok(place);
  return expectedFrom({ ...place, text }, folder);
}

test('an overlay, an operator and a cluster each have an Application', () => {
  const where = { environment: 'production', cluster: 'aws' };
  const ignored = 'ignored:\n  - reason: it is written there\n    difference: { kind: Secret }\n';
  assert.deepEqual(expectedOf({ path: overlay, text: `app: api\n${common}${ignored}` }), {
    ...where,
    app: 'api',
    name: 'aws-api',
    paths: ['base/api', 'overlays/production/apps/api', 'here'],
    settings: { namespace: 'backend', pinned: [], ignored: [{ kind: 'Secret' }] },
  });
  const chart = `sources:
  - { repoURL: https://charts.example.com, chart: keda, targetRevision: 2.20.2 }
  - { repoURL: https://git.example.com/fleet.git, targetRevision: release/canary, ref: values }
`;
  assert.deepEqual(expectedOf({ path: operator, text: `app: keda\n${common}${chart}` }), {
    ...where,
    app: 'keda',
    name: 'aws-keda',
    paths: ['base/api', 'overlays/production/apps/api', 'here'],
    settings: {
      namespace: 'backend',
      pinned: [{ repository: 'https://charts.example.com', name: 'keda', version: '2.20.2' }],
      ignored: [],
    },
  });
  assert.deepEqual(expectedOf({ path: cluster, text: 'resources: []\n' }), {
    ...where,
    name: 'aws',
    paths: ['argocd/clusters/production/aws'],
  });
  const inFolder = expectedOf({ path: cluster, text: 'resources: []\n' }, 'platform/');
  assert.deepEqual(inFolder.paths, ['platform/argocd/clusters/production/aws']);
});

test('no other file does', () => {
  const others = [
    'overlays/production/environment.yaml',
    'overlays/production/clusters/aws/api/kustomization.yaml',
    'overlays/production/apps/api/application.yaml',
    'argocd/clusters/production/aws/application-set-aws-data.yaml',
    'argocd/hub/kustomization.yaml',
    'argocd/charts/keda/production/aws.yaml',
    'elsewhere/overlays/production/clusters/aws/api/application.yaml',
  ];
  assert.deepEqual([overlay, operator, cluster, ...others].filter(placeOf), [overlay, operator, cluster]);
});

test('a file that lacks keys is named', () => {
  const cases = [
    [overlay, ''],
    [overlay, 'app: ['],
    [overlay, 'app: api\nnamespace: backend\n'],
    [operator, `app: keda\n${common}`],
  ] as const;
  for (const [path, text] of cases) {
    assert.throws(() => expectedOf({ path, text }), {
      message: `${path} lacks keys that its ApplicationSet needs.`,
    });
  }
});
