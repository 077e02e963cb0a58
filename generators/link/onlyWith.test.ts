import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logStore } from '../blocks/names.ts';
import type { Catalogue } from '../model/fleet.ts';
import type { Cluster } from '../model/settings/index.ts';
import { exampleApp } from '../testing/app.ts';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { exampleFleet } from '../testing/fleet.ts';
import { app } from '../testing/names.ts';
import { checkLinks } from './check.ts';
import { linkCluster } from './clusters.ts';

const logs = logStore('logs');
const reader = exampleApp(app('reader', 'backend', []), { onlyWith: logs.contract, uses: { logs: logs.write } });
const catalogue: Catalogue = { apps: [reader], contracts: [logs.contract] };

function linkedIn(changes: Partial<Cluster>) {
  const cluster = exampleCluster('aws', changes);
  const environment = exampleEnvironment([cluster]);
  const fleet = exampleFleet([environment]);
  const linked = linkCluster(catalogue, fleet, environment, cluster);
  const findings = checkLinks(catalogue, fleet, linked).map(({ code }) => code);
  return { apps: [...linked.graph.keys()], findings, overlays: linked.overlays.length };
}

const external = { provider: 'external', host: 'logs.example.com', port: 9200, secret: 'test-logs' };

for (const [title, changes, apps] of [
  ['runs where settings give that a provider', { data: { logs: external } }, ['reader']],
  ['does not run elsewhere, and nothing is wrong there', {}, []],
  ['may be switched off', { data: { logs: external }, apps: { reader: { enabled: false } } }, []],
] as const) {
  test(`an app of one contract ${title}`, () => {
    assert.deepEqual(linkedIn(changes), { apps, findings: [], overlays: apps.length });
  });
}
