import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import type { Ref } from '../../../../lab/api/client.ts';
import { until } from '../../../../lab/until.ts';
import { withField } from '../../../../policies/example/withField.ts';
import type { Stage } from '../stage.ts';

/** Volumes of a StatefulSet that grow. */
export function growing({ kubernetes, statefulSet, apply }: Stage): void {
  test('volumes of a StatefulSet grow by the commands that the rule names, and its pods run on', async () => {
    const { name, namespace = '' } = statefulSet.metadata;
    const field = 'spec.volumeClaimTemplates[data].spec.resources.requests.storage';
    const replicas = (statefulSet.spec as IStatefulSet['spec'])?.replicas ?? 0;
    const claims = Array.from({ length: replicas }, (_, index) => `data-${name}-${index}`);
    for (const claim of claims) {
      await kubernetes.create({
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: { name: claim },
        spec: {
          capacity: { storage: '8Gi' },
          accessModes: ['ReadWriteOnce'],
          storageClassName: 'zonal-ssd',
          claimRef: { namespace, name: claim },
          csi: { driver: 'ebs.csi.aws.com', volumeHandle: claim },
        },
      } as Ref);
    }
    assert.deepEqual(await apply(statefulSet), []);
    const pods = async () => {
      const selector = { namespace, labelSelector: `app.kubernetes.io/name=${name}` };
      const found = await kubernetes.list<Ref & { metadata: { uid: string } }>('v1', 'Pod', selector);
      return found.map(({ metadata }) => `${metadata.name} ${metadata.uid}`).sort();
    };
    const claim = (each: string) => ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: each, namespace },
    });
    await until('every claim is bound', 120, async () => {
      const found = await Promise.all(
        claims.map((each) => kubernetes.get<Ref & { status?: { phase?: string } }>(claim(each))),
      );
      return found.every((one) => one?.status?.phase === 'Bound') || JSON.stringify(found.map((one) => one?.status));
    });
    const before = await pods();
    assert.equal(before.length, replicas);

    const larger = withField(statefulSet, field, '16Gi');
    const [refused] = await apply(larger);
    assert.match(refused?.message ?? '', /updates to statefulset spec for fields other than/);
    for (const each of claims) {
      await kubernetes.patch(claim(each), { spec: { resources: { requests: { storage: '16Gi' } } } });
    }
    await kubernetes.delete(statefulSet as Ref, { propagation: 'Orphan' });
    await until(
      'the StatefulSet is gone',
      60,
      async () => !(await kubernetes.get(statefulSet as Ref)) || 'it is there',
    );
    assert.deepEqual(await apply(larger), []);
    await until('it has its pods again', 60, async () => {
      const found = await kubernetes.get<Ref & { status?: { currentReplicas?: number; updatedReplicas?: number } }>(
        statefulSet as Ref,
      );
      return found?.status?.updatedReplicas === replicas || JSON.stringify(found?.status);
    });
    assert.deepEqual(await pods(), before, 'the same pods');
  });
}
