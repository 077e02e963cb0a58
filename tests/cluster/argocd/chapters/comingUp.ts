import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import type { Resource } from '../../../../generators/model/resource.ts';
import type { KubernetesApi } from '../../../../lab/api/client.ts';
import { applyAll } from '../../../../lab/apply.ts';
import { say } from '../../say.ts';
import { askSets, describe, isRefreshed, isWell, refresh } from '../applications.ts';
import { disorder, type Hook } from '../disorder.ts';
import type { Annotated } from '../objects.ts';
import { watchApplications } from '../sightings.ts';
import { minutes, type Story } from '../story.ts';

/** The first sync: from an empty hub to everything Synced and Healthy, in order; after that there is no difference. */
export function comingUp({ hub, clusters, tree, expected, all, untilAllAreWell }: Story): void {
  test('everything is synced from nothing, stage by stage, and is Synced and Healthy', minutes(40), async () => {
    const watched = watchApplications(hub.api);
    try {
      for (const file of ['app-project-hub', 'application-root']) {
        const object = parse(readFileSync(join(tree.root, `argocd/bootstrap/${file}.yaml`), 'utf8')) as Resource;
        assert.deepEqual(await applyAll(hub.api, [object]), []);
      }
      const seconds = await untilAllAreWell('all Applications are Synced and Healthy', 2300);
      say(`${expected().size} Applications in two clusters came up from nothing in ${seconds.toFixed(0)} s`);
    } finally {
      await watched.stop();
    }
    const hooks = (await Promise.all(Object.values(clusters).map(({ api }) => hooksOf(api)))).flat();
    assert.ok(hooks.length > 0);
    assert.deepEqual(disorder(watched.sightings, hooks), []);
    for (const { name, syncs } of watched.sightings.values()) {
      if (syncs.length > 1) say(`${name} was synced ${syncs.length} times`);
    }
  });

  test('looking again finds no difference', minutes(20), async () => {
    const start = Date.now();
    const since = (time = '') => Date.parse(time) > start;
    // Several rounds, because a fault here depends on Argo CD's caches.
    for (let round = 0; round < 8; round++) await askSets(hub.api);
    for (const one of (await all()).values()) await refresh(hub.api, one, 'hard');
    await untilAllAreWell('all are compared anew, and well', 1100, (one) => isWell(one) && isRefreshed(one));
    const syncs = [...(await all()).values()].filter(({ status }) => since(status?.operationState?.startedAt));
    assert.deepEqual(syncs.map(describe), [], 'nothing was synced again');
  });
}

interface Job extends Annotated {
  readonly status?: { readonly completionTime?: string };
}

/** The hook jobs of a cluster, by the tracking annotation that Argo CD sets on every object. */
async function hooksOf(api: KubernetesApi): Promise<Hook[]> {
  return (await api.list<Job>('batch/v1', 'Job')).flatMap(({ metadata: { name, annotations = {} }, status }) => {
    const [application] = annotations['argocd.argoproj.io/tracking-id']?.split(':') ?? [];
    return application ? [{ application, name, completed: status?.completionTime }] : [];
  });
}
