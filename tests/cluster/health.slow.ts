import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { stringify } from 'yaml';
import { healthChecks, healthCustomizations } from '../../generators/argocd/health/index.ts';
import type { HealthCase } from '../../generators/argocd/health/testing/case.ts';
import { healthCases } from '../../generators/argocd/health/testing/index.ts';
import { repository } from '../../generators/repository.ts';
import { argocdAdmin } from '../../lab/argocd/admin.ts';
import { sourceOf } from '../../lab/programs.ts';

// Runs every health check on objects in every state, in the Lua engine of the real Argo CD. Each object is a process.

const scratch = mkdtempSync(join(tmpdir(), 'health-'));
after(() => rmSync(scratch, { recursive: true, force: true }));
const admin = await argocdAdmin(scratch);

const settings = join(scratch, 'argocd-cm.yaml');
const labels = { 'app.kubernetes.io/part-of': 'argocd' };
writeFileSync(
  settings,
  stringify({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'argocd-cm', namespace: 'argocd', labels },
    data: healthCustomizations(healthChecks),
  }),
);

/** https://argo-cd.readthedocs.io/en/stable/user-guide/commands/argocd_admin_settings_resource-overrides_health/ */
async function healthOf({ object }: HealthCase, name: string): Promise<{ health: string; message: string }> {
  const file = join(scratch, `${name}.json`);
  writeFileSync(file, JSON.stringify(object));
  const command = ['settings', 'resource-overrides', 'health', file, '--argocd-cm-path', settings];
  const { stdout } = await admin(...command);
  const [, health = stdout, message = ''] = /^STATUS: (\w+)\nMESSAGE: (.*)\n$/s.exec(stdout) ?? [];
  return { health, message };
}

describe('Argo CD', { concurrency: 2 * availableParallelism() }, () => {
  for (const [index, one] of healthCases.entries()) {
    test(`calls ${one.object.kind} ${one.health} when ${one.when}`, async () => {
      assert.deepEqual(await healthOf(one, String(index)), { health: one.health, message: one.message });
    });
  }

  test('has checks of its own for the kinds that are listed', async () => {
    const folder = await sourceOf('argocd', 'github.com/argoproj/argo-cd/v3');
    const list = readFileSync(join(repository, 'generators/argocd/health/built-in.txt'), 'utf8').trim().split('\n');
    const files = readdirSync(join(folder, 'resource_customizations'), { recursive: true, encoding: 'utf8' });
    const kinds = files
      .filter((file) => file.endsWith('/health.lua'))
      .map((file) => file.slice(0, -'/health.lua'.length));
    assert.ok(list[0]?.includes(`Argo CD ${folder.split('@')[1]} `), 'of the version that is pinned');
    assert.deepEqual(list.filter((line) => !line.startsWith('#')).sort(), kinds.sort());
  });
});
