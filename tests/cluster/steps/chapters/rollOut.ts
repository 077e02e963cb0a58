import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { Resource } from '../../../../generators/model/resource.ts';
import { viewOf } from '../../../../generators/model/view.ts';
import type { Ref } from '../../../../lab/api/client.ts';
import { endsSlowly } from '../../../../lab/nodes/nodes.ts';
import { until } from '../../../../lab/until.ts';
import quotaFits from '../../../../policies/capacity/quota-fits.ts';
import { podsIn } from '../../../../policies/cluster/pods.ts';
import { withField } from '../../../../policies/example/withField.ts';
import { mostPods } from '../../../../policies/kubernetes/podGroup.ts';
import { refusedPods } from '../../survival/refusedPods.ts';
import type { Stage } from '../stage.ts';

/** A roll-out of an app at its maximum, whose pods take their whole grace period to end: its quota counts them too. */
export function rollOut({ built, kubernetes, thumbnails, apply, countOf }: Stage): void {
  const { app, namespace, max } = thumbnails;
  const objects = [...(built.objects.get('platform') ?? []), ...thumbnails.objects];
  const quota = objects.find(({ kind, metadata }) => kind === 'ResourceQuota' && metadata.namespace === namespace);
  const slow = withAnnotations(thumbnails.deployment as Resource, endsSlowly);

  /** The cluster as rules see it, with another quota. */
  const viewWith = (changed: Resource | undefined) =>
    viewOf(
      'production',
      built.cluster,
      objects.map((one) => ({ resource: (one === quota && changed) || one, app })),
    );
  /** The quota with room for so many pods of the app, and no more. */
  function roomFor(pods: number): Resource {
    assert.ok(quota, `${namespace} has a quota`);
    const [{ requests } = assert.fail('it has pods')] = podsIn(viewWith(quota), namespace);
    return withField(quota, 'spec.hard', {
      pods: String(pods),
      'requests.cpu': `${Math.round(pods * (requests.cpu ?? 0) * 1000)}m`,
      'requests.memory': String(pods * (requests.memory ?? 0)),
    });
  }

  const pods = () => kubernetes.list<Ref>('v1', 'Pod', { namespace });
  const refused = async () =>
    (await refusedPods(kubernetes)).filter((message) => message.startsWith(`ReplicaSet/${app}-`));
  /** Waits until the API server counts by a quota, and counts these pods. */
  async function setQuota(wanted: Resource, used: number): Promise<void> {
    assert.deepEqual(await apply(wanted), []);
    const hard = (wanted.spec as { hard: Record<string, string> }).hard.pods;
    await until(`${hard} pods are allowed, and there are ${used}`, 120, async () => {
      const { status } = (await kubernetes.get<Counting>(wanted as Ref)) ?? {};
      return (status?.hard?.pods === hard && status?.used?.pods === String(used)) || JSON.stringify(status);
    });
  }
  async function rolledOut(): Promise<void> {
    await until(`all ${max} pods are of the new revision`, 60, async () => {
      const { metadata, status } = (await kubernetes.get<Rolling>(slow as Ref)) ?? {};
      const isDone =
        status?.observedGeneration === metadata?.generation &&
        [status?.replicas, status?.updatedReplicas, status?.availableReplicas].every((count) => count === max);
      return isDone || JSON.stringify(status);
    });
  }

  test('a quota that the rule calls enough has room for a roll-out whose pods end slowly; with one pod less, pods are refused', async () => {
    assert.equal(await countOf(thumbnails), max);
    const [{ replicas } = assert.fail('it has pods')] = podsIn(viewWith(quota), namespace);
    const most = mostPods(replicas);
    const [enough, less] = [roomFor(most), roomFor(most - 1)];
    assert.deepEqual([...quotaFits.check(viewWith(enough), undefined)], []);
    assert.deepEqual(
      [...quotaFits.check(viewWith(less), undefined)].map(({ field }) => field),
      ['spec.hard[pods]', 'spec.hard[requests.cpu]', 'spec.hard[requests.memory]'],
    );

    assert.deepEqual(await apply(slow), []);
    await rolledOut();
    await setQuota(enough, max);
    assert.deepEqual(await apply(withAnnotations(slow, { revision: '2' })), []);
    await rolledOut();
    assert.equal((await pods()).length, most, 'all pods of before are still there');
    assert.deepEqual(await refused(), []);

    // Until those have ended.
    await setQuota(less, max);
    assert.deepEqual(await apply(withAnnotations(slow, { revision: '3' })), []);
    await until('a pod is refused', 30, async () => {
      return (await refused()).some((message) => message.includes('exceeded quota: ')) || 'none is';
    });
    assert.ok(quota);
    assert.deepEqual(await apply(quota), []);
    await rolledOut();
  });
}

/** A Deployment whose pods have further annotations. */
function withAnnotations(deployment: Resource, more: Readonly<Record<string, string>>): Resource {
  const { template } = (deployment as Resource & Required<Pick<IDeployment, 'spec'>>).spec;
  return withField(deployment, 'spec.template.metadata.annotations', { ...template.metadata?.annotations, ...more });
}

interface Counting extends Ref {
  readonly status?: { readonly hard?: Record<string, string>; readonly used?: Record<string, string> };
}

interface Rolling extends Ref {
  readonly metadata: Ref['metadata'] & { readonly generation?: number };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly availableReplicas?: number;
  };
}
