import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { run } from '../generators/programs/run.ts';
import { repository } from '../generators/repository.ts';
import { smallRoot } from './mistakes/smallRoot.ts';
import { ofSample } from './ofSample.ts';
import { outsidePipeline } from './outsidePipeline.ts';

test('the environment that docs/argocd.md has for the hub is valid, and its Prometheus reads Argo CD', {
  skip: ofSample,
}, async (context) => {
  const guide = readFileSync(join(repository, 'docs/argocd.md'), 'utf8');
  const [, file = '', text = ''] = /^```yaml (\S+)\n([\s\S]*?)^```/m.exec(guide) ?? [];
  const root = smallRoot(context, []);
  mkdirSync(join(root, dirname(file)));
  writeFileSync(join(root, file), text);
  const env = outsidePipeline();
  for (const command of ['generate', 'validate']) {
    const { status, stdout } = await run(
      process.execPath,
      [join(repository, `scripts/${command}.ts`), '--root', root],
      { env },
    );
    assert.equal(status, 0, stdout);
  }
  // The bases follow from the fleet's settings and the apps, and from nothing else: not from the folder of the tree either.
  assert.deepEqual(filesBelow(join(root, 'base')), filesBelow(join(repository, 'base')));
  const built = (name: string) => readFileSync(join(root, dirname(file), 'clusters/hub/prometheus', name), 'utf8');
  assert.match(built('pod-monitor-argocd-application-controller.yaml'), /matchNames:\s+- argocd\n/);
  assert.match(built('prometheus-rule-cluster-alerts.patch.yaml'), /alert: ApplicationOutOfSync/);
});

const filesBelow = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path), readFileSync(path, 'utf8')]),
  );
