import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../../../generators/model/resource.ts';
import { holdsData, imagesNamed, referencesOf } from '../../cluster/facts.ts';
import { allPods } from '../../cluster/pods.ts';
import { secretAt } from '../../cluster/secrets.ts';
import { serviceAt } from '../../cluster/services.ts';
import { viewOfObjects } from '../../example/index.ts';
import { alertmanager, prometheus } from '../../example/prometheus.ts';
import { withField } from '../../example/withField.ts';

const named = (object: Resource) =>
  referencesOf(viewOfObjects(object)).map(({ kind, name, namespace, key }) =>
    [kind, namespace, name, key].filter((part) => part).join('/'),
  );

test('a Prometheus has as many groups of pods as shards, each with the containers that reload', () => {
  const sharded = withField(withField(prometheus, 'spec.shards', 2), 'spec.podMetadata', {
    labels: { team: 'core', prometheus: 'other' },
  });
  const [first, second, ...others] = allPods(viewOfObjects(sharded));
  assert.deepEqual(others, []);
  assert.deepEqual([first?.name, second?.name], ['prometheus-prometheus', 'prometheus-prometheus-shard-1']);
  assert.deepEqual(second?.labels, {
    team: 'core',
    prometheus: 'prometheus',
    'app.kubernetes.io/managed-by': 'prometheus-operator',
    'app.kubernetes.io/name': 'prometheus',
    'app.kubernetes.io/instance': 'prometheus',
    'operator.prometheus.io/name': 'prometheus',
    'operator.prometheus.io/shard': '1',
  });
  assert.equal(first?.replicas.max, 2);
  assert.ok(Math.abs((first?.requests.cpu ?? 0) - 0.11) < 1e-9);
  assert.equal(first?.requests.memory, (512 + 50) * 2 ** 20);
  assert.deepEqual(
    first?.ports.map(({ name, number }) => [name, number]),
    [
      ['reloader-init', 8081],
      ['web', 9090],
      ['reloader-web', 8080],
    ],
  );
});

test('a container that an object names changes that of the same name, and any other comes to them', () => {
  const changed = withField(prometheus, 'spec.containers', [
    { name: 'config-reloader', resources: { requests: { cpu: '50m', memory: '150Mi' } } },
    { name: 'sidecar', image: 'example.com/sidecar:1', resources: { requests: { memory: '1Gi' } } },
  ]);
  const view = viewOfObjects(changed);
  const [pods] = allPods(view);
  assert.equal(pods?.requests.memory, (512 + 150 + 1024) * 2 ** 20);
  assert.ok(imagesNamed(view).some(({ field }) => field === 'spec.containers[sidecar].image'));
});

test('an Alertmanager that names no memory asks for as much as its operator gives it', () => {
  const [pods] = allPods(viewOfObjects(withField(alertmanager, 'spec.resources', undefined)));
  assert.equal(pods?.requests.memory, (200 + 50) * 2 ** 20);
});

test('the operator makes one Service of a kind, unless the object names its own', () => {
  const view = viewOfObjects(prometheus, withField(alertmanager, 'spec.serviceName', 'own'));
  assert.deepEqual(serviceAt(view, 'monitoring', 'prometheus-operated')?.ports, [9090]);
  assert.equal(serviceAt(view, 'monitoring', 'alertmanager-operated'), undefined);
  assert.deepEqual([...(secretAt(view, 'monitoring', 'prometheus-prometheus')?.keys ?? [])], ['prometheus.yaml.gz']);
});

test('data goes with an object that has a claim, and not with one that has none', () => {
  const [claimed, scratch] = viewOfObjects(prometheus, withField(alertmanager, 'spec.storage', undefined)).all;
  assert.deepEqual(
    [claimed, scratch].map((one) => one && holdsData(one)),
    [true, false],
  );
});

const references: readonly (readonly [what: string, object: Resource, path: string, value: unknown, found: string])[] =
  [
    ['mounts', prometheus, 'spec.secrets', ['tls'], 'Secret/monitoring/tls'],
    ['mounts', prometheus, 'spec.configMaps', ['trust'], 'ConfigMap/monitoring/trust'],
    [
      'scrapes besides by',
      prometheus,
      'spec.additionalScrapeConfigs',
      { name: 'more', key: 'jobs.yaml' },
      'Secret/monitoring/more/jobs.yaml',
    ],
    [
      'writes elsewhere with',
      prometheus,
      'spec.remoteWrite',
      [{ url: 'https://example.com', basicAuth: { username: { name: 'remote', key: 'user' } } }],
      'Secret/monitoring/remote/user',
    ],
    [
      'trusts',
      prometheus,
      'spec.remoteWrite',
      [{ url: 'https://example.com', tlsConfig: { ca: { configMap: { name: 'trust', key: 'ca.crt' } } } }],
      'ConfigMap/monitoring/trust/ca.crt',
    ],
    [
      'sends alerts to',
      prometheus,
      'spec.alerting.alertmanagers',
      [{ namespace: 'other', name: 'alerts', port: 'web' }],
      'Service/other/alerts',
    ],
    ['is configured by', alertmanager, 'spec.configSecret', 'routes', 'Secret/monitoring/routes/alertmanager.yaml'],
  ];
for (const [what, object, path, value, found] of references) {
  test(`a ${object.kind} ${what} ${found}`, () => {
    assert.ok(named(withField(object, path, value)).includes(found));
  });
}

test('a monitor and a receiver name keys of Secrets, but for what may be missing', () => {
  const receivers = [
    {
      name: 'on-call',
      pagerdutyConfigs: [{ routingKey: { name: 'pager', key: 'token' } }],
      slackConfigs: [{ apiURL: { name: 'chat', key: 'url', optional: true }, fields: [{ title: 'a', value: 'b' }] }],
    },
  ];
  const config: Resource = {
    apiVersion: 'monitoring.coreos.com/v1alpha1',
    kind: 'AlertmanagerConfig',
    metadata: { name: 'routes', namespace: 'monitoring' },
    spec: { route: { receiver: 'on-call', matchers: [{ name: 'severity', value: 'page' }] }, receivers },
  };
  assert.deepEqual(named(config), ['Namespace/monitoring', 'Secret/monitoring/pager/token']);
});
