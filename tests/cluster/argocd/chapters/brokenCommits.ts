import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readKubeconfig } from '../../../../generators/release/kubeconfig.ts';
import { kubernetesHub } from '../../../../generators/release/kubernetesHub.ts';
import { releaseRing } from '../../../../generators/release/release.ts';
import { openRepository } from '../../../../generators/release/repository.ts';
import { healthAnnotation } from '../../../../lab/simulator/health.ts';
import { until } from '../../../../lab/until.ts';
import { say } from '../../say.ts';
import { describe, isAt } from '../applications.ts';
import { type Annotated, users } from '../objects.ts';
import { members } from '../stage.ts';
import { minutes, type Story } from '../story.ts';

const rounds = 4;

/** Commits that break the first ring; meanwhile the gate before the second ring is checked continuously. */
export function brokenCommits(story: Story): void {
  const { hub, clusters, tree, application, told, toCanary, untilIsWellAt } = story;
  const database = `${members.canary}-users-database`;

  test(
    'a commit that breaks the first ring never reaches the second, four times out of four',
    minutes(40),
    async () => {
      const repository = openRepository(tree.root, tree.bare);
      const source = kubernetesHub(await readKubeconfig(hub.kubeconfig), 'argocd');
      const release = (wait = 0) =>
        releaseRing({
          repository,
          ring: 'primary',
          hub: source,
          soak: 0,
          wait,
          interval: 1000,
          dryRun: false,
          onWait: () => {},
        });
      const good = tree.git('rev-parse', 'HEAD');
      const file = join(tree.root, 'base/users-database/cluster-users.yaml');
      const text = readFileSync(file, 'utf8');
      // The present commit of the first ring is healthy, and may be released.
      assert.equal((await release(300_000)).outcome, 'moved');

      for (let round = 1; round <= rounds; round++) {
        const annotations = `  annotations:\n    ${healthAnnotation}: degraded\n    lab/round: "${round}"\n`;
        writeFileSync(file, text.replace('\nmetadata:\n', `\nmetadata:\n${annotations}`));
        const broken = await toCanary(`Round ${round}: a database that does not get well`);
        // The gate is checked from the push until the ring is degraded.
        const seconds = await until('the first ring is degraded', 300, async () => {
          const { outcome, to } = await release();
          assert.ok(outcome !== 'moved' || to !== broken, `round ${round}: the broken commit was let through`);
          const one = await application(database);
          if (!one) return 'it is not there';
          return (one.status?.health?.status === 'Degraded' && isAt(one, broken)) || describe(one);
        });
        await until('people are told', 60, async () => told(`${database} is degraded`).length > 0 || 'they are not');
        assert.notEqual((await release()).outcome, 'moved');
        assert.notEqual(tree.git('ls-remote', tree.bare, 'refs/heads/release/primary').split('\t')[0], broken);
        const live = await clusters.primary.api.get<Annotated>(users);
        assert.equal(live?.metadata.annotations?.['lab/round'], undefined);
        say(`round ${round}: held back, and degraded after ${seconds.toFixed(1)} s`);
        writeFileSync(file, text);
        const mended = await toCanary(`Round ${round}: mended`);
        await untilIsWellAt(mended, database, 300);
      }
      assert.notEqual(good, tree.git('rev-parse', 'HEAD'));
    },
  );
}
