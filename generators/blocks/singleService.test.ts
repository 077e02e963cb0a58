import assert from 'node:assert/strict';
import { test } from 'node:test';
import { golden, ofKind, shown } from '../testing/golden.ts';
import { app } from '../testing/names.ts';
import { rendered } from '../testing/rendered.ts';
import { exampleSpec } from '../testing/spec.ts';
import { service } from './service.ts';
import { singleService } from './singleService.ts';
import { volume } from './workload/volume.ts';

const { scale: _, ...spec } = exampleSpec;
const files = app('files', 'media', ['http']);
const library = volume('library', '50Gi', { writers: 'one' });
const own = singleService(files, { ...spec, uses: {}, volumes: { '/data': library } });
const render = (settings: Readonly<Record<string, unknown>> = {}) =>
  rendered('files', { apps: [own], contracts: [] }, { cluster: { apps: { files: settings } } });

/**
 * One pod of a StatefulSet, and a claim that one pod in the cluster may have:
 * https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes.
 */
const expected = `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: files }
spec: { maxUnavailable: 1 }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: files-library
  annotations: { argocd.argoproj.io/sync-options: "Prune=confirm,Delete=confirm" }
spec:
  accessModes: [ReadWriteOncePod]
  storageClassName: zonal-ssd
  volumeMode: Filesystem
  resources: { requests: { storage: 50Gi } }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: files }
spec:
  replicas: 1
  template:
    spec:
      containers:
        - name: files
          volumeMounts: [{ name: tmp, mountPath: /tmp }, { name: data, mountPath: /data }]
      volumes:
        - { name: tmp, emptyDir: { sizeLimit: 64Mi } }
        - { name: data, persistentVolumeClaim: { claimName: files-library } }
`;

test('a single app is one pod by a StatefulSet, and its volume outlives the pod', () => {
  const all = ofKind(render(), 'PodDisruptionBudget', 'PersistentVolumeClaim', 'StatefulSet');
  assert.partialDeepStrictEqual(shown(all), golden(expected));
  assert.equal(all.length, 3);
  assert.deepEqual([...ofKind(render(), 'Deployment'), ...ofKind(render(), 'HorizontalPodAutoscaler')], []);
});

test('the size of a volume is a setting', () => {
  const [claim] = ofKind(render({ volumes: { library: '80Gi' } }), 'PersistentVolumeClaim');
  assert.deepEqual((claim?.spec as { resources: object }).resources, { requests: { storage: '80Gi' } });
});

test('a note says what one pod means, before those of the app', () => {
  const noted = singleService(files, { ...spec, uses: {}, notes: () => ['More.'] });
  const [first, ...others] = noted.notes({ settings: {}, images: {}, graph: { uses: {} } } as never);
  assert.match(first ?? '', /^files is one pod and never two: /);
  assert.deepEqual(others, ['More.']);
});

test('pods that share a volume of many writers have one of the class for that, and local clusters have none', () => {
  const shared = service(files, {
    ...exampleSpec,
    uses: {},
    volumes: { '/data': volume('library', '200Gi', { writers: 'many' }) },
  });
  const [claim] = ofKind(rendered('files', { apps: [shared], contracts: [] }), 'PersistentVolumeClaim');
  const { accessModes, storageClassName } = claim?.spec as { accessModes: string[]; storageClassName: string };
  assert.deepEqual([accessModes, storageClassName], [['ReadWriteMany'], 'shared-files']);
  const mistakes = (cloud: string, one: typeof shared) =>
    one
      .mistakes?.({
        settings: { resources: spec.resources, scale: exampleSpec.scale },
        images: {},
        cluster: { cloud, name: 'here', zones: ['a'] },
        graph: { uses: {} },
      } as never)

      .filter(({ code }) => code === 'no-shared-volumes')
      .map(({ code, path }) => `${code} ${path.join('.')}`);
  assert.deepEqual(
    [mistakes('local', shared), mistakes('aws', shared), mistakes('local', own)],
    [['no-shared-volumes volumes.library'], [], []],
  );
  const inputs = { images: {}, graph: { uses: {} }, settings: { resources: spec.resources } } as never;
  assert.deepEqual(
    shared.declares?.(inputs).filter(({ fact }) => fact === 'shared-volume'),
    [{ fact: 'shared-volume', value: { claim: 'files-library' } }],
  );
});
