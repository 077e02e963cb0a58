import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Ref } from '../../../../lab/api/client.ts';
import { load } from '../../../../lab/metrics/load.ts';
import { healthAnnotation } from '../../../../lab/simulator/health.ts';
import { until } from '../../../../lab/until.ts';
import { say } from '../../say.ts';
import { describe } from '../applications.ts';
import { push, users } from '../objects.ts';
import { members } from '../stage.ts';
import { minutes, type Story } from '../story.ts';

interface Deployment extends Ref {
  readonly spec: {
    readonly replicas: number;
    readonly template: { readonly spec: { readonly terminationGracePeriodSeconds: number } };
  };
}

/** Drift: fields that people change by hand are healed, fields that autoscalers own are not. */
export function drift({ clusters, application, untilAllAreWell }: Story): void {
  const title = 'what is changed by hand is healed, also while another app is degraded; what scalers own is left alone';
  test(title, minutes(15), async () => {
    const { api } = clusters.canary;
    const live = async () => (await api.get<Deployment>(push))?.spec;
    const grace = async () => (await live())?.template.spec.terminationGracePeriodSeconds;
    // Five pods' worth of work for an autoscaler whose limit is five.
    const work = load(api, 'messaging', 'push');
    work.set(20);
    await until('the autoscaler has more pods running', 300, async () => {
      const replicas = (await live())?.replicas;
      return replicas === 5 || `there are ${replicas}`;
    });
    // An annotation that is not in git, which only the simulator reads.
    await api.patch(users, { metadata: { annotations: { [healthAnnotation]: 'degraded' } } });
    await until('another app is degraded', 200, async () => {
      const one = await application(`${members.canary}-users-database`);
      return one?.status?.health?.status === 'Degraded' || (one ? describe(one) : 'it is not there');
    });
    const before = await grace();
    await api.patch(push, { spec: { template: { spec: { terminationGracePeriodSeconds: 100 } } } });
    const healed = await until('the drift is healed', 200, async () => {
      const now = await grace();
      return now === before || `it is ${now}`;
    });
    say(`drift was healed after ${healed.toFixed(1)} s`);
    assert.equal((await live())?.replicas, 5, 'the number of pods is the autoscaler’s');
    await work.stop();
    await api.patch(users, { metadata: { annotations: { [healthAnnotation]: null } } });
    await untilAllAreWell('all is well again', 300);
  });
}
