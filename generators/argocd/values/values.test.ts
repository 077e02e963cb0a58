import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { exampleHub } from '../../testing/fleetSettings.ts';
import { healthChecks } from '../health/index.ts';
import { exampleDeployed } from '../testing/deployed.ts';
import { rbac } from './rbac.ts';
import { sizeOf } from './size.ts';
import { argoCdValues } from './values.ts';

const sizes: [string, number, number, [boolean, number, number, number]][] = [
  ['one cluster', 1, 30, [false, 1, 1, 1]],
  ['three', 3, 30, [true, 1, 2, 2]],
  ['a thousand Applications on one controller', 20, 49, [true, 1, 2, 2]],
  ['a few more on two', 21, 49, [true, 2, 3, 2]],
  ['a thousand clusters', 1000, 30, [true, 31, 32, 2]],
];
for (const [title, clusters, apps, expected] of sizes) {
  test(`Argo CD is as large as what it syncs: ${title}`, () => {
    const { isHighlyAvailable, shards, repoServers, servers } = sizeOf(exampleDeployed(clusters, apps));
    assert.deepEqual([isHighlyAvailable, shards, repoServers, servers], expected);
  });
}

test('rights: admins everything, readers read, deployers their environment, the release job reads Applications, others nothing', () => {
  assert.deepEqual(rbac(exampleHub, ['staging', 'production']), {
    'policy.default': '',
    scopes: '[groups]',
    'policy.csv': `g, platform, role:admin
g, break-glass, role:admin
g, engineering, role:readonly
p, role:release, applications, get, */*, allow
g, release, role:release
p, role:deployer-production, projects, get, production, allow
p, role:deployer-production, applications, get, production/*, allow
p, role:deployer-production, applications, sync, production/*, allow
p, role:deployer-production, applications, update, production/*, allow
p, role:deployer-production, logs, get, production/*, allow
p, role:deployer-production, projects, get, production-operators, allow
p, role:deployer-production, applications, get, production-operators/*, allow
p, role:deployer-production, applications, sync, production-operators/*, allow
p, role:deployer-production, applications, update, production-operators/*, allow
p, role:deployer-production, logs, get, production-operators/*, allow
g, on-call, role:deployer-production
`,
  });
});

interface Values {
  readonly configs: { readonly cm: Record<string, string>; readonly params: Record<string, string> };
  readonly notifications: { readonly enabled: boolean; readonly triggers?: Record<string, string> };
  readonly controller: { readonly serviceAccount?: unknown; readonly podLabels?: unknown };
}
const values = (hub = exampleHub) => argoCdValues(hub, ['production'], exampleDeployed(2, 10)) as unknown as Values;

test('only the identity provider logs people in, unless an administrator writes a password into the hub’s cluster', () => {
  const { cm } = values().configs;
  assert.equal(cm['admin.enabled'], 'false');
  assert.deepEqual(parse(cm['oidc.config'] ?? ''), {
    name: 'Staff',
    issuer: 'https://login.example.com',
    clientID: 'argocd',
    enablePKCEAuthentication: true,
    requestedScopes: ['openid', 'profile', 'email', 'groups'],
  });
  const accounts = Object.entries(cm).filter(([key]) => key.startsWith('accounts.'));
  assert.deepEqual(accounts, [
    ['accounts.break-glass', 'login'],
    ['accounts.release', 'apiKey'],
  ]);
});

test('no ApplicationSet may delete Applications, whatever its own policy is', () => {
  const { params } = values().configs;
  assert.equal(params['applicationsetcontroller.policy'], 'create-update');
  assert.equal(params['applicationsetcontroller.enable.policy.override'], 'false');
});

test('annotations that Argo CD itself writes on objects in git are no difference', () => {
  const { cm } = values().configs;
  const ignored = (kind: string) => parse(cm[`resource.customizations.ignoreDifferences.argoproj.io_${kind}`] ?? '');
  assert.deepEqual(ignored('ApplicationSet'), {
    jqPathExpressions: ['.metadata.annotations["argocd.argoproj.io/application-set-refresh"]'],
  });
  assert.deepEqual(ignored('Application'), {
    jqPathExpressions: [
      '.metadata.annotations["argocd.argoproj.io/refresh"]',
      '.metadata.annotations["notified.notifications.argoproj.io"]',
    ],
  });
});

test('every health check is in its ConfigMap', () => {
  const keys = Object.keys(values().configs.cm).filter((key) => key.startsWith('resource.customizations.health.'));
  assert.equal(keys.length, Object.keys(healthChecks).length);
});

test('notifications: none without settings; each trigger that is subscribed to is there, with its template', () => {
  assert.deepEqual(values().notifications, { enabled: false });
  const { notifications } = argoCdValues(
    { ...exampleHub, notifications: { slack: { channel: 'deploys' } } },
    ['production'],
    exampleDeployed(2, 10),
  ) as unknown as { notifications: { subscriptions: Subscription[]; triggers: Texts; templates: Texts } };
  for (const { recipients, triggers } of notifications.subscriptions) {
    assert.deepEqual(recipients, ['slack:deploys']);
    for (const trigger of triggers) {
      const [condition] = parse(notifications.triggers[`trigger.${trigger}`] ?? '') as { send: string[] }[];
      for (const template of condition?.send ?? [''])
        assert.ok(notifications.templates[`template.${template}`], trigger);
    }
  }
});
interface Subscription {
  readonly recipients: readonly string[];
  readonly triggers: readonly string[];
}
type Texts = Readonly<Record<string, string>>;

test('Argo CD acts as the identity that settings name', () => {
  const account = (cloud: 'aws' | 'azure') => values({ ...exampleHub, cloud, identity: 'x' }).controller;
  assert.deepEqual(account('aws').serviceAccount, { annotations: { 'eks.amazonaws.com/role-arn': 'x' } });
  assert.deepEqual(account('azure').podLabels, { 'azure.workload.identity/use': 'true' });
  assert.equal(values().controller.serviceAccount, undefined);
});

test('whoever runs has resources, a priority and where there are two of it a budget and zones', () => {
  for (const clusters of [1, 2]) {
    const rendered = argoCdValues(
      { ...exampleHub, notifications: { slack: { channel: 'deploys' } } },
      ['production'],
      exampleDeployed(clusters, 10),
    ) as unknown as Record<string, Component>;
    const redis = clusters > 1 ? ['redis-ha'] : ['redis'];
    for (const name of ['controller', 'repoServer', 'server', 'applicationSet', 'notifications', ...redis]) {
      const one = rendered[name];
      assert.equal(one?.priorityClassName, 'argocd', name);
      assert.equal(one?.topologySpreadConstraints !== undefined, clusters > 1, name);
      if (name !== 'redis-ha') assert.deepEqual(one?.pdb?.enabled, clusters > 1, name);
      assert.ok(name === 'redis-ha' || one?.resources, name);
    }
  }
});
interface Component {
  readonly priorityClassName?: string;
  readonly topologySpreadConstraints?: unknown;
  readonly pdb?: { readonly enabled: boolean };
  readonly resources?: unknown;
}

test('Redis lets in those who keep something in it, and its pods find each other by name', () => {
  const { 'redis-ha': replicated } = argoCdValues(exampleHub, ['production'], exampleDeployed(2, 10)) as {
    'redis-ha'?: {
      networkPolicy: { enabled: boolean; egressRules: { ports: { port: number }[] }[] };
      haproxy: { networkPolicy: { enabled: boolean; ingressRules: { selectors: object[] }[] } };
    };
  };
  assert.equal(replicated?.networkPolicy.enabled, true);
  assert.deepEqual(
    replicated.networkPolicy.egressRules.flatMap(({ ports }) => ports.map(({ port }) => port)),
    [53, 53],
  );
  assert.equal(replicated.haproxy.networkPolicy.enabled, true);
  assert.equal(replicated.haproxy.networkPolicy.ingressRules[0]?.selectors.length, 3);
});
