import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../../../lab/until.ts';
import { describe, isAt, isWell } from '../applications.ts';
import { push } from '../objects.ts';
import { members } from '../stage.ts';
import { minutes, type Story } from '../story.ts';
import { forget } from './forget.ts';

/** Removal of an app from a cluster in the steps of `docs/argocd.md`. */
export function removal(story: Story): void {
  const { clusters, setApp, generate, application, toCanary, untilAllAreWell } = story;
  const name = `${members.canary}-push`;

  test('an app is removed in two steps without leftovers', minutes(20), async () => {
    const { api } = clusters.canary;
    setApp('push', { state: 'retiring' });
    generate();
    const retiring = await toCanary('push goes: first step');
    await until('its objects are gone', 300, async () => (await api.get(push)) === undefined || 'they are not');
    await until('its Application is well, and empty', 300, async () => {
      const one = await application(name);
      if (!one) return 'there is no Application';
      return (isWell(one) && isAt(one, retiring) && (one.status?.resources ?? []).length === 0) || describe(one);
    });
    const labelSelector = 'app.kubernetes.io/name=push';
    const kinds = ['ConfigMap', 'Service', 'ServiceAccount'];
    const left = await Promise.all(
      kinds.map((kind) => api.list('v1', kind, { namespace: 'messaging', labelSelector })),
    );
    assert.deepEqual(left.flat(), []);

    setApp('push', { enabled: false });
    generate();
    await toCanary('push goes: second step');
    await forget(story, name);
    await untilAllAreWell('all else is well', 300);
    assert.equal(await application(name), undefined);
  });
}
