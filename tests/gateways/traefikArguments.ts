import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Values } from '../../generators/model/operator.ts';
import type { Chart } from '../../generators/model/settings/index.ts';
import type { TraefikConfiguration } from '../../lab/gateways/traefik/configuration.ts';
import { labProgram } from '../../lab/programs.ts';
import { helmTemplate, objectsIn } from '../charts/helm.ts';
import { isClusterScoped } from '../charts/releases.ts';
import { findChart } from '../charts/source.ts';
import { say } from '../cluster/say.ts';

/**
 * The static configuration that Traefik's own chart makes of the values in a repository: the arguments of its container,
 * as the file says the same.
 */
export async function traefikConfigurationIn(root: string): Promise<TraefikConfiguration> {
  const { charts } = parse(readFileSync(join(root, 'overlays/fleet.yaml'), 'utf8')) as {
    charts: Record<string, Chart>;
  };
  const helm = await labProgram('helm', say);
  const scratch = mkdtempSync(join(tmpdir(), 'traefik-'));
  try {
    assert.ok(charts.traefik);
    mkdirSync(join(scratch, 'traefik'));
    const chart = await findChart(helm, charts.traefik, join(scratch, 'traefik'));
    assert.ok('folder' in chart, 'reason' in chart ? chart.reason : '');
    const file = (path: string) =>
      parse(readFileSync(join(root, 'argocd/charts/traefik', path), 'utf8')) as Values | null;
    const values = { ...file('production.yaml'), ...file('production/aws-us-east-1.yaml') };
    const release = { folder: chart.folder, name: 'traefik', namespace: 'gateways', kubernetes: '1.35' };
    const objects = objectsIn(await helmTemplate(helm, release, values), 'gateways', isClusterScoped);
    const deployment = objects.find(({ kind }) => kind === 'Deployment');
    const { template } = deployment?.spec as {
      template: { spec: { containers: readonly { args: readonly string[] }[] } };
    };
    return fromArguments(template.spec.containers[0]?.args ?? []);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** https://doc.traefik.io/traefik/reference/install-configuration/configuration-options/: `--a.b=c` is `a: {b: c}`. */
function fromArguments(all: readonly string[]): TraefikConfiguration {
  const configuration: Record<string, unknown> = {};
  for (const argument of all) {
    const [, path = '', given] = /^--([^=]+)(?:=(.*))?$/s.exec(argument) ?? [];
    let here = configuration;
    const keys = path.split('.').map((key) => spelled[key.toLowerCase()] ?? key);
    const last = keys.pop() ?? '';
    for (const key of keys) {
      if (typeof here[key] !== 'object') here[key] = {};
      here = here[key] as Record<string, unknown>;
    }
    // What is on may have further keys.
    if (typeof here[last] !== 'object') here[last] = readValue(given);
  }
  const { entryPoints } = configuration as unknown as TraefikConfiguration;
  assert.ok(entryPoints.web && entryPoints.websecure, 'the chart has both entry points');
  const { traefik: _, metrics: __, ...open } = entryPoints;
  return { ...configuration, entryPoints: open };
}

/** Keys that the chart writes in lower case, and `labConfiguration` reads. */
const spelled: Readonly<Record<string, string>> = {
  entrypoints: 'entryPoints',
  kubernetesgateway: 'kubernetesGateway',
  kubernetescrd: 'kubernetesCRD',
};

function readValue(given: string | undefined): unknown {
  if (given === undefined || given === 'true') return true;
  return given === 'false' ? false : given.replace(/\/tcp$/, '');
}
