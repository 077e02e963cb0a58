import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import { dashboard, grafana } from '../../../policies/example/grafana.ts';
import { demanding, live } from '../testing/examples.ts';
import { settle } from '../testing/settle.ts';

const page = live({ ...dashboard, spec: { instanceSelector: { matchLabels: grafana.metadata.labels ?? {} } } });

/** What its conditions say, as `type=status`. */
const conditions = (object: { readonly status?: unknown } | undefined) =>
  ((object?.status as { conditions?: { type: string; status: string }[] } | undefined)?.conditions ?? []).map(
    ({ type, status }) => `${type}=${status}`,
  );

test('a Grafana becomes a Deployment, two Services, an account and the Secret of its administrator', () => {
  const { objects, find } = settle([live(grafana)]);
  assert.deepEqual(
    objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`),
    [
      'Grafana/grafana',
      'Secret/grafana-admin-credentials',
      'ServiceAccount/grafana-sa',
      'Service/grafana-service',
      'Service/grafana-alerting',
      'Deployment/grafana-deployment',
      'Pod/grafana-deployment-0',
    ],
  );
  assert.deepEqual(conditions(find('Grafana', 'grafana')), ['GrafanaReady=True']);
});

test('what a Grafana says of its container is merged into the operator’s', () => {
  const { find } = settle([live(grafana)]);
  const pod = (find('Deployment', 'grafana-deployment')?.spec as IDeployment['spec'])?.template.spec;
  const [container] = pod?.containers ?? [];
  assert.equal(container?.resources?.limits?.memory, '512Mi');
  assert.deepEqual(
    container?.env?.map(({ name }) => name),
    ['GF_SECURITY_ADMIN_USER', 'GF_SECURITY_ADMIN_PASSWORD'],
  );
  assert.equal(pod?.priorityClassName, 'standard');
});

test('a dashboard is in a Grafana of its labels, and waits where there is none or none that answers', () => {
  const said = (...objects: Parameters<typeof settle>[0]) =>
    conditions(settle(objects).find('GrafanaDashboard', 'overview'));
  assert.deepEqual(said(live(grafana), page), ['DashboardSynchronized=True']);
  assert.deepEqual(said(page), ['NoMatchingInstance=True']);
  assert.deepEqual(said(demanding(live(grafana), 'progressing'), page), ['NoMatchingInstance=True']);
  assert.deepEqual(said(live(grafana), demanding(page, 'degraded')), ['DashboardSynchronized=False']);
});
