import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleDashboards, exampleShown } from '../../../testing/dashboards.ts';
import { metricsIn, promqlMistakes } from '../../../testing/promql.ts';
import { type DashboardSpec, dashboardModel, folders } from './dashboard.ts';
import { dashboardsOf } from './index.ts';
import type { Panel } from './plain.ts';

const queriesOf = ({ sections }: DashboardSpec) =>
  sections.flatMap(({ charts }) =>
    charts.flatMap(({ title, panel }) => (panel.targets ?? []).map(({ expr }) => ({ title, expr }))),
  );
const shown = dashboardsOf(exampleShown());

test('each dashboard has a uid of its own that Grafana and Kubernetes take, and is in a folder', () => {
  const uids = shown.map(({ uid }) => uid);
  assert.equal(new Set(uids).size, uids.length);
  for (const { uid, folder } of shown) {
    assert.match(uid, /^[a-z][a-z0-9-]{0,39}$/);
    assert.ok(folder in folders);
  }
});

test('titles are told apart in a folder: Grafana would replace one dashboard by the other', () => {
  const titles = shown.map(({ folder, title }) => `${folder}/${title}`);
  assert.equal(new Set(titles).size, titles.length);
});

test('there is one for each app and each kind of data system that runs, and for no other', () => {
  assert.deepEqual(
    shown.map(({ uid }) => uid),
    [
      ...['overview', 'gateway', 'push', 'app', 'app-shop', 'app-cart', 'app-login', 'app-worker'],
      ...[
        'postgres',
        'mysql',
        'mongodb',
        'cassandra',
        'valkey',
        'rabbitmq',
        'search',
        'cluster',
        'monitoring',
        'argocd',
      ],
    ],
  );
  const bare = dashboardsOf({ ...exampleShown(), apps: [], systems: [] });
  assert.deepEqual(
    bare.map(({ uid }) => uid),
    ['overview', 'gateway', 'push', 'app', 'cluster', 'monitoring', 'argocd'],
  );
});

test('Prometheus understands every query', () => {
  for (const dashboard of exampleDashboards) {
    for (const { title, expr } of queriesOf(dashboard)) {
      assert.deepEqual(promqlMistakes(expr), [], `${dashboard.uid}: ${title}: ${expr}`);
    }
  }
});

test('rates look over a window that follows from the interval of scrapes', () => {
  for (const dashboard of exampleDashboards) {
    for (const { title, expr } of queriesOf(dashboard)) {
      for (const [, window] of expr.matchAll(/(?:rate|increase)\([\w:]+(?:\{[^}]*\})?\[([^\]]+)\]/g)) {
        assert.equal(window, '$__rate_interval', `${dashboard.uid}: ${title}`);
      }
    }
  }
});

test('every variable of a query is one of its dashboard', () => {
  for (const dashboard of exampleDashboards) {
    const known = (dashboard.variables ?? []).map(({ name }) => name);
    for (const { title, expr } of queriesOf(dashboard)) {
      for (const [, name = ''] of expr.matchAll(/\$([A-Za-z]\w*)/g)) {
        assert.ok(known.includes(name), `${dashboard.uid}: ${title}: $${name}`);
      }
    }
  }
});

test('every label of a legend is one that its query keeps', () => {
  for (const dashboard of exampleDashboards) {
    for (const { charts } of dashboard.sections) {
      for (const { title, panel } of charts) {
        for (const { expr, legendFormat = '' } of panel.targets ?? []) {
          for (const [, label = ''] of legendFormat.matchAll(/\{\{(\w+)\}\}/g)) {
            const kept = [...expr.matchAll(/\b(?:by|on) \(([^)]*)\)/g)].some(([, labels = '']) =>
              labels.split(', ').includes(label),
            );
            assert.ok(kept, `${dashboard.uid}: ${title}: {{${label}}} of ${expr}`);
          }
        }
      }
    }
  }
});

test('panels have numbers in their order and never overlap', () => {
  for (const spec of exampleDashboards) {
    const { panels } = dashboardModel(spec);
    assert.deepEqual(
      panels.map(({ id }) => id),
      panels.map((_, index) => index + 1),
    );
    const taken = new Set<string>();
    for (const { gridPos = { h: 0, w: 0, x: 0, y: 0 } } of panels) {
      assert.ok(gridPos.x + gridPos.w <= 24);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
          assert.ok(!taken.has(`${x} ${y}`), `${spec.uid}: ${x} ${y}`);
          taken.add(`${x} ${y}`);
        }
      }
    }
  }
});

test('every panel asks something', () => {
  for (const spec of exampleDashboards) {
    for (const panel of dashboardModel(spec).panels as readonly Panel[]) {
      if (panel.type !== 'row') assert.ok((panel.targets ?? []).length > 0, `${spec.uid}: ${panel.title}`);
    }
  }
});

test('the overview tells zones, versions and endpoints apart, of all apps that say which requests failed', () => {
  const [overview] = shown;
  assert.ok(overview);
  const exprs = queriesOf(overview).map(({ expr }) => expr);
  for (const by of ['by (zone)', 'by (container, version)', 'by (service, path)']) {
    const some = exprs.filter((expr) => expr.includes(by));
    assert.ok(
      some.some((expr) => expr.includes('5..')),
      by,
    );
  }
  const more = { name: 'more', namespace: 'backend', podNames: ['more'], ...shopRequests() };
  const [grown] = dashboardsOf({ ...exampleShown(), apps: [...exampleShown().apps, more] });
  assert.deepEqual(grown, overview, 'one more app changes nothing');
  assert.ok(!exprs.flatMap(metricsIn).includes('logins_total'));
});

test('latency is drawn against what is promised', () => {
  const shop = shown.find(({ uid }) => uid === 'app-shop');
  const chart = shop?.sections.flatMap(({ charts }) => charts).find(({ title }) => title === 'Answered within');
  assert.deepEqual(chart?.panel.fieldConfig?.defaults.thresholds?.steps.at(-1), { value: 0.5, color: 'red' });
  assert.equal(chart?.panel.description, '99% are promised within 0.5 s.');
});

/** What a program says of its requests that the overview knows already. */
function shopRequests() {
  const requests = exampleShown().apps[0]?.requests;
  return requests ? { requests } : {};
}
