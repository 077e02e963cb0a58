import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { repository } from '../../generators/repository.ts';
import { controlPlanePrograms } from '../../lab/controlPlane/controlPlane.ts';
import { builtClusters } from '../../lab/fleet.ts';
import { labPrograms } from '../../lab/programs.ts';
import { until } from '../../lab/until.ts';
import { say } from './say.ts';
import { drain, rivals } from './survival/drain.ts';
import { drift } from './survival/drift.ts';
import { evictedPrimaries } from './survival/evictedPrimaries.ts';
import { floorsOf, quorumsOf, unprotected } from './survival/floors.ts';
import { guard } from './survival/guard.ts';
import { loseAndRestore } from './survival/loss.ts';
import { refusedPods } from './survival/refusedPods.ts';
import { respread } from './survival/respread.ts';
import { uneven } from './survival/spread.ts';
import { type Subject, startSubject } from './survival/subject.ts';

// Survival of a lost zone and of drains: with a real scheduler, real controllers and real evictions, and simulated
// kubelets, operators and storage. It tests the rendered requests, spread, budgets and quotas.

/** Systems with a quorum, where all of them run inside the cluster. */
const systems = [
  ...['data/answers-cache', 'data/events-broker', 'data/feed', 'data/identities', 'data/payments'],
  ...['data/products-cfg', 'data/products-rs0', 'data/products-rs1', 'data/realtime-broker', 'data/users'],
  'gateways/limits-cache',
].map((name) => ({ name: `quorum ${name}`, members: 3 }));

// Before the tests, whose time runs.
const { kubectl } = await labPrograms([...controlPlanePrograms, 'kwok', 'kubectl'], say);
const chosen = ['production/aws-us-east-1', 'staging/staging-eu-west-1'];
const clusters = (await builtClusters(repository)).filter(({ name }) => chosen.includes(name));
assert.equal(clusters.length, chosen.length);

// Concurrently: each test mostly waits for timeouts of Kubernetes, so all take the time of one.
describe('in a cluster of', { concurrency: true }, () => {
  for (const built of clusters) {
    describe(built.name, { concurrency: 1 }, () => {
      const tell = (message: string) => say(`${built.name}: ${message}`);
      let subject: Subject;
      after(() => subject?.stop());

      test('every pod is scheduled and runs, spread over the zones and protected', { timeout: 600_000 }, async () => {
        subject = await startSubject(built, tell);
        tell(`${subject.nodeCount} nodes in ${subject.zones.length} zones are Ready`);
        assert.deepEqual(await subject.apply(), []);
        tell(`${subject.objects.length} objects are applied`);
        const quorums = () =>
          quorumsOf(subject.watched.state())
            .map(({ name, members }) => ({ name, members }))
            .sort((one, other) => (one.name < other.name ? -1 : 1));
        await until('all systems have their members', 180, async () => {
          return isDeepStrictEqual(quorums(), systems) || JSON.stringify(quorums());
        });
        await subject.settled();
        const state = subject.watched.state();
        tell(`${state.pods.length} pods run`);
        assert.deepEqual(await refusedPods(subject.api), []);
        assert.deepEqual([...uneven(state)], []);
        // Nobody misses placeholders.
        const missed = unprotected(state).filter((name) => !name.startsWith('Deployment headroom/'));
        assert.deepEqual(missed, []);
      });

      const untouched = async () => {
        assert.deepEqual(await subject.apply(), []);
        assert.deepEqual(await drift(subject.api, subject.objects), []);
      };
      test('a second apply meets no conflict and changes nothing', { timeout: 120_000 }, () => untouched());

      for (const zone of built.cluster.zones) {
        test(`${zone} is lost and restored`, { timeout: 600_000 }, async () => {
          const lost = subject.zones.find(({ name }) => name === zone);
          assert.ok(lost);
          const { pods, more, seconds, broken } = await loseAndRestore(subject, lost);
          const { notReady, evicted, replaced, scaled, restored } = seconds;
          tell(
            `${zone} lost with ${pods} pods: nodes NotReady after ${notReady} s, pods evicted after ${evicted} s, ` +
              `replaced after ${replaced} s; ${more} pods more in ${scaled} s; all back ${restored} s after the return`,
          );
          assert.deepEqual(broken, []);
          const state = subject.watched.state();
          const watch = guard(subject.watched, [...floorsOf(state), ...quorumsOf(state)]);
          const moved = await respread(subject.api, subject.watched);
          tell(`${moved} pods are moved, and all are even over the zones again`);
          assert.deepEqual(watch.stop(), []);
        });
      }

      test('two nodes are drained at a time within all budgets', { timeout: 400_000 }, async () => {
        const state = subject.watched.state();
        const nodes = rivals(state);
        const watch = guard(subject.watched, [...floorsOf(state), ...quorumsOf(state)]);
        const primaries = evictedPrimaries(subject.watched);
        const start = Date.now();
        const waited = await drain(kubectl, subject.kubeconfig, nodes);
        tell(
          `${nodes.join(' and ')} are drained after ${((Date.now() - start) / 1000).toFixed(1)} s; ${waited} evictions had to wait`,
        );
        await subject.uncordon(nodes);
        await subject.settled();
        assert.deepEqual(watch.stop(), []);
        assert.deepEqual(primaries.stop(), []);
      });

      test('after all that another apply still changes nothing', { timeout: 120_000 }, () => untouched());
    });
  }
});
