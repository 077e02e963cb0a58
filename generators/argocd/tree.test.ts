import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import type { Resource } from '../model/resource.ts';
import { allFiles } from '../plan/allFiles.ts';
import { type Planned, planExample } from '../testing/plan.ts';
import { fleetYaml } from '../testing/settings.ts';
import { isPermitted } from './testing/permitted.ts';
import { projectsIn, testArgoTree } from './testing/tree.ts';

const planned = planExample();
testArgoTree(planned);

test('each app and operator of a cluster has an Application, an empty one where the app is retiring', () => {
  const made = allFiles(planned.plan)
    .filter(({ path }) => /\/application\.yaml$|^argocd\/operators\//.test(path))
    .map(({ path, content }) => {
      const { app, allowEmpty } = parse(content) as { app: string; allowEmpty?: boolean };
      const [, , , cluster] = path.split('/');
      return `${cluster}-${app}${allowEmpty ? ' of nothing' : ''}`;
    });
  const everywhere = ['secrets', 'api', 'platform', 'stores'];
  const inside = ['databases', 'users-database', 'worker of nothing'];
  const expected = [
    ...[...everywhere, 'worker'].flatMap((app) => [`aws-us-east-1-${app}`, `google-us-central1-${app}`]),
    ...[...everywhere, ...inside].map((app) => `stage-${app}`),
  ];
  assert.deepEqual(made.sort(), expected.sort());
});

/** Where a text of Argo CD names a path of this tree that does not begin at `platform/`. */
function outside(planned: Planned): readonly string[] {
  const parameters = allFiles(planned.plan).filter(({ path }) =>
    /\/application\.yaml$|^argocd\/operators\//.test(path),
  );
  const texts = [planned.plan.builds?.map(({ objects }) => objects), parameters.map(({ content }) => parse(content))];
  return JSON.stringify(texts).match(/(?<!platform\/)\b(base|overlays|argocd)\/[a-z{]+/g) ?? [];
}

test('in a folder of a larger repository, every path that Argo CD gets begins at the root of the repository', () => {
  const inFolder = planExample({ 'overlays/fleet.yaml': `${fleetYaml}folder: platform\n` });
  assert.ok(outside(planned).length > 50);
  assert.deepEqual(outside(inFolder), []);
  const files = (one: Planned) => allFiles(one.plan).map(({ path }) => path);
  assert.deepEqual(files(inFolder), files(planned));
});

test('what a project does not allow is noticed', () => {
  const configMap: Resource = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'backend' } };
  const project = projectsIn(planned.plan).get('production');
  assert.ok(project && isPermitted(project, 'aws-us-east-1', configMap));
  const forbidden: [string, Resource][] = [
    ['a kind', { ...configMap, apiVersion: 'argoproj.io/v1alpha1', kind: 'Application' }],
    ['a namespace', { ...configMap, metadata: { name: 'a', namespace: 'kube-system' } }],
    ['a kind once in a cluster', { ...configMap, kind: 'ClusterRole', metadata: { name: 'a' } }],
    ['another name', { ...configMap, kind: 'Namespace', metadata: { name: 'kube-system' } }],
  ];
  for (const [title, object] of forbidden) assert.ok(!isPermitted(project, 'aws-us-east-1', object), title);
  assert.ok(!isPermitted(project, 'stage', configMap), 'another cluster');
});
