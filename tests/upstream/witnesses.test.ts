import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { repository } from '../../generators/repository.ts';

/** What no source of an operator can say. */
const withoutSource: Readonly<Record<string, string>> = {
  argoCd: '`tests/charts/` holds them against the record of the chart.',
  certManager: 'Names that the values of its chart give.',
  externalSecrets: 'Names that the values of its chart give.',
  gateways: 'Names that this repository gives.',
  issuers: 'Identity providers have documentation alone: its addresses stand beside what it says.',
  keda: 'The namespace that this repository gives.',
  labels: 'A type.',
  prometheus: 'Names that this repository gives.',
  gatewayFeatures: '`tests/gateways/` sends requests through the gateways themselves.',
  nodeDns: 'Clouds have documentation alone: its addresses stand beside the facts.',
  regions: 'Clouds have documentation alone: its addresses stand beside the lists.',
  openTelemetry: '`tests/monitoring/collector.slow.ts` runs the Collector itself on these ports.',
  loadBalancerIdle: 'The services of clouds have documentation alone: its addresses stand beside the times.',
};

test('every file of facts is held against a source by a test here, or says why it cannot be', () => {
  const tests = globSync('*.test.ts', { cwd: import.meta.dirname })
    .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
    .join('\n');
  const files = globSync('*.ts', { cwd: join(repository, 'generators/upstream') })
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => file.replace(/\.ts$/, ''));
  const unwitnessed = files.filter((file) => !tests.includes(`generators/upstream/${file}.ts'`));
  assert.deepEqual(unwitnessed.sort(), Object.keys(withoutSource).sort());
});
