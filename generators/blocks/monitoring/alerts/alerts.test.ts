import assert from 'node:assert/strict';
import { test } from 'node:test';
import { golden, ofKind, shown } from '../../../testing/golden.ts';
import { app } from '../../../testing/names.ts';
import { rendered } from '../../../testing/rendered.ts';
import { exampleRuntime } from '../../../testing/runtime.ts';
import { exampleSpec } from '../../../testing/spec.ts';
import type { Part } from '../../part.ts';
import type { Runtime } from '../../runtime.ts';
import { service } from '../../service.ts';
import type { Alert } from './alert.ts';
import { alerts } from './alerts.ts';

const shop = app('shop', 'backend', ['http']);
const rulesOf = (spec: { readonly parts?: readonly Part[]; readonly runtime?: Runtime<'http'> }) =>
  ofKind(
    rendered('shop', { apps: [service(shop, { ...exampleSpec, ...spec, uses: {} })], contracts: [] }),
    'PrometheusRule',
  );

test('an app that is scraped has an alert that nobody hears of it, and those that it adds', () => {
  const empty = ({ name, namespace }: { name: string; namespace: string }): Alert => ({
    name: 'ShelvesEmpty',
    expr: 'shelves == 0',
    severity: 'ticket',
    team: namespace,
    summary: `${name} has nothing to sell`,
    dashboard: 'app',
  });
  const expected = `
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: shop-alerts }
spec:
  groups:
    - name: shop-alerts
      rules:
        - alert: TargetsMissing
          expr: absent(up{namespace="backend",service="shop"} == 1)
          for: 5m
          labels: { namespace: backend, service: shop, severity: page, team: backend }
          annotations:
            summary: "No pod of shop in backend gives metrics: it is down, or nobody sees how it is"
            dashboard: app
            runbook: docs/runbooks/TargetsMissing.md
        - alert: ShelvesEmpty
          expr: shelves == 0
          labels: { severity: ticket, team: backend }
          annotations:
            summary: shop has nothing to sell
            dashboard: app
            runbook: docs/runbooks/ShelvesEmpty.md
`;
  assert.deepEqual(shown(rulesOf({ parts: [alerts((owner) => [empty(owner)])] })), golden(expected));
});

test('an app without metrics has no alerts of its own: kube-state-metrics knows its pods', () => {
  const { metrics: _, ...silent } = exampleRuntime;
  assert.deepEqual(rulesOf({ runtime: silent }), []);
});
