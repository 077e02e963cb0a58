import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../../../generators/model/resource.ts';
import { imagesNamed, referencesOf } from '../../cluster/facts.ts';
import { allPods } from '../../cluster/pods.ts';
import { secretAt } from '../../cluster/secrets.ts';
import { serviceAt } from '../../cluster/services.ts';
import { dashboard, grafana } from '../../example/grafana.ts';
import { viewOfObjects } from '../../example/index.ts';
import { withField } from '../../example/withField.ts';

const named = (object: Resource) =>
  referencesOf(viewOfObjects(object)).map(({ kind, name, namespace, key }) =>
    [kind, namespace, name, key].filter((part) => part).join('/'),
  );
const template = 'spec.deployment.spec.template';
const container = (fields: object) => [{ name: 'grafana', ...fields }];

test('a Grafana has the pods of its Deployment, with the labels of its template and the operator’s own', () => {
  const [pods, ...others] = allPods(viewOfObjects(grafana));
  assert.deepEqual(others, []);
  assert.equal(pods?.name, 'grafana-deployment');
  assert.deepEqual(pods?.labels, { app: 'grafana', 'app.kubernetes.io/name': 'grafana' });
  assert.deepEqual(pods?.replicas, { min: 1, max: 1, surge: 1, ending: 0 });
  assert.equal(pods?.priorityClass, 'standard');
  assert.deepEqual(
    pods?.ports.map(({ name, number }) => [name, number]),
    [
      ['grafana-http', 3000],
      ['grafana-alert', 9094],
    ],
  );
});

test('without resources of its own it asks for what the operator gives it', () => {
  const bare = withField(grafana, `${template}.spec.containers`, container({}));
  const [pods] = allPods(viewOfObjects(bare));
  assert.deepEqual([pods?.requests.memory, pods?.limits.memory], [256 * 2 ** 20, 1024 * 2 ** 20]);
});

test('the operator makes its Services and the Secret of its administrator, unless it is told not to', () => {
  const view = viewOfObjects(grafana);
  assert.deepEqual(serviceAt(view, 'monitoring', 'grafana-service')?.ports, [3000]);
  assert.deepEqual(serviceAt(view, 'monitoring', 'grafana-alerting')?.ports, [9094]);
  const secret = (of: Resource) => secretAt(viewOfObjects(of), 'monitoring', 'grafana-admin-credentials');
  assert.deepEqual([...(secret(grafana)?.keys ?? [])], ['GF_SECURITY_ADMIN_USER', 'GF_SECURITY_ADMIN_PASSWORD']);
  assert.equal(secret(withField(grafana, 'spec.disableDefaultAdminSecret', true)), undefined);
});

test('its image is the version, where that is a whole name', () => {
  assert.deepEqual(
    imagesNamed(viewOfObjects(grafana)).map(({ field }) => field),
    ['spec.version'],
  );
});

const references: readonly (readonly [what: string, object: Resource, path: string, value: unknown, found: string])[] =
  [
    [
      'gets variables of',
      grafana,
      `${template}.spec.containers`,
      container({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'login', key: 'secret' } } }] }),
      'Secret/monitoring/login/secret',
    ],
    ['is in', dashboard, 'spec.folderRef', 'apps', 'GrafanaFolder/monitoring/apps'],
    ['is', dashboard, 'spec.configMapRef', { name: 'json', key: 'a.json' }, 'ConfigMap/monitoring/json/a.json'],
    [
      'takes values of',
      { ...dashboard, kind: 'GrafanaDatasource' },
      'spec.valuesFrom',
      [{ targetPath: 'a', valueFrom: { secretKeyRef: { name: 'token', key: 'token' } } }],
      'Secret/monitoring/token/token',
    ],
  ];
for (const [what, object, path, value, found] of references) {
  test(`a ${object.kind} ${what} ${found}`, () => {
    assert.ok(named(withField(object, path, value)).includes(found), named(withField(object, path, value)).join());
  });
}
