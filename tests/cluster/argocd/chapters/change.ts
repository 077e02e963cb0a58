import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Ref } from '../../../../lab/api/client.ts';
import { until } from '../../../../lab/until.ts';
import { say } from '../../say.ts';
import { isAt, isOurs, isWell } from '../applications.ts';
import { push } from '../objects.ts';
import { environment, members } from '../stage.ts';
import { minutes, type Story } from '../story.ts';

interface Autoscaler extends Ref {
  readonly spec: { readonly maxReplicas: number };
}

/** One setting of one app in one cluster is changed. */
export function change(story: Story): void {
  const { clusters, argocd, setApp, generate, told, toCanary, untilAllAreWell, untilIsWellAt } = story;
  const name = `${members.canary}-push`;

  test(
    'a changed setting reaches the live object, no other Application is rendered again, and people are notified',
    minutes(20),
    async () => {
      setApp('push', { scale: { max: 5 } });
      generate();
      const log = readFileSync(argocd.repoServer.log, 'utf8').length;
      const start = Date.now();
      const commit = await toCanary('push scales to five pods in the first ring');
      await until('the autoscaler has its new limit', 600, async () => {
        const autoscaler = { ...push, apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' };
        const live = await clusters.canary.api.get<Autoscaler>(autoscaler);
        return live?.spec.maxReplicas === 5 || `it has ${live?.spec.maxReplicas}`;
      });
      await untilIsWellAt(commit, name, 600);
      say(`commit → healthy: ${((Date.now() - start) / 1000).toFixed(1)} s`);
      const built = readFileSync(argocd.repoServer.log, 'utf8').slice(log);
      const folders = new Set(
        [...built.matchAll(/kustomize build [^"\s]*\/_argocd-repo\/[0-9a-f-]+\/([^"\]\s]+)/g)].map(
          ([, folder]) => folder,
        ),
      );
      assert.deepEqual([...folders], [`overlays/${environment}/clusters/${members.canary}/push`]);

      await untilAllAreWell('the whole ring has looked at the commit', 300, (one) => {
        return isWell(one) && (one.metadata.labels?.ring !== 'canary' || !isOurs(one) || isAt(one, commit));
      });
      await until('people are told', 60, async () => told(`${name} runs ${commit}`).length === 1 || 'they are not');
      assert.equal(told(commit).length, 1, 'of what changed, and of nothing else');
    },
  );
}
