import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import type { Resource } from '../../../../generators/model/resource.ts';
import type { KubernetesApi } from '../../../../lab/api/client.ts';
import { applyAll } from '../../../../lab/apply.ts';
import { until } from '../../../../lab/until.ts';
import { say } from '../../say.ts';
import { type Application, describe, isWell, refresh } from '../applications.ts';
import type { Annotated } from '../objects.ts';
import { members } from '../stage.ts';
import { minutes, type Story } from '../story.ts';

const order = ['platform', 'operators', 'stores', 'data', 'services'];

/** From an empty hub to everything Synced and Healthy, in order; after that, nothing to do. */
export function comingUp({ hub, tree, expected, all, untilAllAreWell }: Story): void {
  test('everything comes up from nothing, stage by stage, and is Synced and Healthy', minutes(40), async () => {
    for (const file of ['app-project-hub', 'application-root']) {
      const object = parse(readFileSync(join(tree.root, `argocd/bootstrap/${file}.yaml`), 'utf8')) as Resource;
      assert.deepEqual(await applyAll(hub.api, [object]), []);
    }
    const seconds = await untilAllAreWell('all Applications are Synced and Healthy', 2300);
    say(`${expected().size} Applications in two clusters came up from nothing in ${seconds.toFixed(0)} s`);
    const found = [...(await all()).values()];
    for (const cluster of Object.values(members)) {
      beginInOrder(
        cluster,
        found.filter(({ metadata: { labels } }) => labels?.cluster === cluster),
      );
    }
  });

  test('looking again finds no difference', minutes(20), async () => {
    const start = Date.now();
    const since = (time = '') => Date.parse(time) > start;
    // More than once: what goes wrong here hangs on what Argo CD has read just before.
    for (let round = 0; round < 8; round++) await askSets(hub.api);
    for (const one of (await all()).values()) await refresh(hub.api, one, 'hard');
    await untilAllAreWell(
      'all are compared anew, and well',
      1100,
      (one) => isWell(one) && since(one.status?.reconciledAt),
    );
    const syncs = [...(await all()).values()].filter(({ status }) => since(status?.operationState?.startedAt));
    assert.deepEqual(syncs.map(describe), [], 'nothing was synced again');
  });
}

const asked = 'argocd.argoproj.io/application-set-refresh';

/** Has ApplicationSets look at git again, as a webhook does; the controller writes them back when it has. */
async function askSets(api: KubernetesApi): Promise<void> {
  const kind = ['argoproj.io/v1alpha1', 'ApplicationSet', { namespace: 'argocd' }] as const;
  for (const one of await api.list(...kind)) await api.patch(one, { metadata: { annotations: { [asked]: 'true' } } });
  await until('all ApplicationSets have looked again', 120, async () => {
    const open = (await api.list<Annotated>(...kind)).filter(({ metadata }) => metadata.annotations?.[asked]);
    return open.length === 0 || open.map(({ metadata }) => metadata.name).join(', ');
  });
}

/** A stage begins when the one before is well: its Applications are made then, and not earlier. */
function beginInOrder(cluster: string, own: readonly Application[]): void {
  const made = Map.groupBy(own, ({ metadata: { labels } }) => labels?.stage);
  const times = (stage: string, of: (one: Application) => string | undefined) =>
    (made.get(stage) ?? []).map((one) => Date.parse(of(one) ?? '')).filter(Number.isFinite);
  for (const [index, later] of order.entries()) {
    const earlier = order[index - 1];
    if (!earlier) continue;
    const begun = Math.min(...times(later, ({ metadata }) => metadata.creationTimestamp));
    const done = times(earlier, ({ status }) => status?.history?.[0]?.deployedAt);
    assert.ok(
      done.length > 0 && done.every((time) => time <= begun),
      `${cluster}: ${later} began before ${earlier} was synced`,
    );
  }
}
