import assert from 'node:assert/strict';
import { test } from 'node:test';
import Value from 'typebox/value';
import { declare } from '../../../model/fact.ts';
import type { Inputs } from '../../../model/inputs.ts';
import type { Resource } from '../../../model/resource.ts';
import { exampleClusters } from '../../../testing/clusters.ts';
import { exampleInputs } from '../../../testing/inputs.ts';
import { priorities } from '../../../testing/priorities.ts';
import { here } from '../../source.ts';
import { availability } from '../objectives/objective.ts';
import { dataSystem } from '../targets/dataSystem.ts';
import { measuredApp, promisedObjectives } from '../targets/measuredApp.ts';
import { grafana } from './grafana.ts';

const app = grafana({
  source: here(import.meta),
  image: 'docker.io/grafana/grafana:13.2.3@sha256:0',
  priority: priorities.critical,
  resources: { cpu: '100m', memory: '512Mi' },
});

const provider = 'https://login.example.com:8443/realms/staff';
const login = {
  authorize: `${provider}/auth`,
  token: `${provider}/token`,
  userinfo: `${provider}/userinfo`,
  clientId: 'grafana',
  admins: ['platform'],
  editors: [],
  viewers: ['engineering', 'on call'],
};

const shop = {
  name: 'shop',
  namespace: 'backend',
  podNames: ['shop'],
  requests: { answered: { metric: 'a' }, failed: { metric: 'b' } },
};
const facts = [
  { app: 'shop', tier: 'backend', ...declare(measuredApp, shop) },
  { app: 'shop', tier: 'backend', ...declare(promisedObjectives, [availability(99.5)]) },
  { app: 'users', tier: 'data', ...declare(dataSystem, { kind: 'postgresql', name: 'users', namespace: 'data' }) },
];

function rendered(settings: object = {}, collected: typeof facts = facts): readonly Resource[] {
  const byKind = Object.fromEntries(
    [measuredApp, promisedObjectives, dataSystem].map(({ name }) => [
      name,
      collected.filter(({ fact }) => fact === name),
    ]),
  );
  return app.render({
    ...exampleInputs(app, exampleClusters.aws, { ...settings }),
    collected: byKind,
  } as unknown as Inputs);
}

/** The fields of specs that tests look at. */
interface Spec {
  readonly config: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly deployment: {
    readonly spec: {
      readonly template: { readonly spec: { readonly containers: readonly { readonly env?: unknown }[] } };
    };
  };
  readonly data: readonly { readonly remoteRef: { readonly key: string; readonly property: string } }[];
  readonly egress: readonly { readonly to: unknown; readonly ports: readonly { readonly port: number }[] }[];
  readonly uid: string;
  readonly json: string;
  readonly folderRef: string;
  readonly instanceSelector: { readonly matchLabels: object };
  readonly datasource: { readonly jsonData: { readonly timeInterval: string } };
}

function find(objects: readonly Resource[], kind: string, name = 'grafana'): Spec {
  const found = objects.find((one) => one.kind === kind && one.metadata.name === name);
  assert.ok(found, `${kind} ${name}`);
  return found.spec as Spec;
}

test('nobody is let in without a login, and nothing leaves the cluster', () => {
  const { config } = find(rendered(), 'Grafana');
  assert.equal(config['auth.anonymous']?.enabled, 'false');
  assert.equal(config.users?.allow_sign_up, 'false');
  assert.equal(config.analytics?.reporting_enabled, 'false');
  assert.equal(config.plugins?.preinstall_disabled, 'true');
  assert.equal(config['auth.generic_oauth'], undefined);
});

test('staff log in by the identity provider alone, with a role by their groups or not at all', () => {
  const { config } = find(rendered({ login }), 'Grafana');
  assert.equal(config.auth?.disable_login_form, 'true');
  assert.partialDeepStrictEqual(config['auth.generic_oauth'], {
    client_id: 'grafana',
    auth_url: `${provider}/auth`,
    token_url: `${provider}/token`,
    api_url: `${provider}/userinfo`,
    role_attribute_strict: 'true',
    role_attribute_path:
      "(contains(groups[*], 'platform')) && 'Admin' || (contains(groups[*], 'engineering') || contains(groups[*], 'on call')) && 'Viewer'",
  });
});

test('the secret of its client is in no file, but in its own entry of the secret manager', () => {
  const objects = rendered({ login });
  const [container] = find(objects, 'Grafana').deployment.spec.template.spec.containers;
  assert.deepEqual(container?.env, [
    {
      name: 'GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET',
      valueFrom: { secretKeyRef: { name: 'grafana-login', key: 'client-secret' } },
    },
  ]);
  const [data] = find(objects, 'ExternalSecret', 'grafana-login').data;
  assert.deepEqual([data?.remoteRef.key, data?.remoteRef.property], ['reference-grafana', 'client-secret']);
  assert.ok(!JSON.stringify(find(objects, 'Grafana').config).includes('secret'));
});

test('it reaches Prometheus, and the identity provider on its port where there is a login', () => {
  const ports = (settings: object) =>
    find(rendered(settings), 'NetworkPolicy').egress.flatMap((rule) => rule.ports.map(({ port }) => port));
  assert.deepEqual(ports({}), [53, 53, 9090]);
  assert.deepEqual(ports({ login }), [53, 53, 9090, 8443]);
  const inside = find(rendered({ login: { ...login, networks: ['10.9.0.0/16'] } }), 'NetworkPolicy');
  assert.deepEqual(inside.egress.at(-1)?.to, [{ ipBlock: { cidr: '10.9.0.0/16' } }]);
});

test('a group that would end a line of its configuration is refused', () => {
  const schema = app.settings;
  const settings = (viewers: readonly string[]) => ({
    ...(Value.Create(schema) as object),
    login: { ...login, viewers },
  });
  assert.ok(Value.Check(schema, settings(['/staff/on-call'])));
  for (const group of ["a' || 'b", 'a;b', 'a#b', 'a`b', '']) assert.ok(!Value.Check(schema, settings([group])), group);
});

test('what apps declare is shown, by the data source that their queries name', () => {
  const objects = rendered();
  const dashboards = objects.filter(({ kind }) => kind === 'GrafanaDashboard').map(({ metadata }) => metadata.name);
  assert.ok(dashboards.includes('app-shop') && dashboards.includes('postgres'));
  assert.ok(!dashboards.includes('mysql'));
  const { json } = find(objects, 'GrafanaDashboard', 'app-shop');
  assert.match(json, /Error budget left: availability, 99.5%/);
  const { uid, datasource } = find(objects, 'GrafanaDatasource', 'prometheus');
  assert.deepEqual(
    new Set([...json.matchAll(/"type": "prometheus", "uid": "([^"]+)"/g)].map(([, one]) => one)),
    new Set([uid]),
  );
  assert.equal(datasource.jsonData.timeInterval, '15s');
});

test('everything is for this Grafana, and every folder of a dashboard is there', () => {
  const objects = rendered();
  const labels = objects.find(({ kind }) => kind === 'Grafana')?.metadata.labels;
  for (const { kind, spec } of objects.filter(({ kind }) => /^Grafana\w/.test(kind))) {
    const { instanceSelector, folderRef } = spec as Spec;
    assert.partialDeepStrictEqual(labels, instanceSelector.matchLabels);
    if (kind === 'GrafanaDashboard') assert.ok(find(objects, 'GrafanaFolder', folderRef), folderRef);
  }
});

test('no object is too large for the API server, nor for an annotation that holds all of it', () => {
  for (const one of rendered()) assert.ok(JSON.stringify(one).length < 200_000, one.metadata.name);
});

test('it is said when nobody but the administrator can log in', () => {
  assert.equal(app.notes(exampleInputs(app, exampleClusters.aws)).length, 1);
  assert.equal(app.notes(exampleInputs(app, exampleClusters.aws, { login })).length, 0);
});
