import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../model/resource.ts';
import { deriveLayer } from './derive.ts';
import { fileNameOf, patchFileNameOf } from './fileName.ts';
import { baseFiles, overlayFiles } from './files.ts';

test('a file is named after the identity of its object', () => {
  const names: [kind: string, name: string, namespace: string | undefined, file: string][] = [
    ['Deployment', 'api', 'backend', 'deployment-api.yaml'],
    ['HorizontalPodAutoscaler', 'api', 'backend', 'horizontal-pod-autoscaler-api.yaml'],
    ['HTTPRoute', 'api', 'backend', 'http-route-api.yaml'],
    ['CSIDriver', 'ebs.csi.aws.com', undefined, 'csi-driver-ebs.csi.aws.com.yaml'],
    ['ResourceQuota', 'all', 'media', 'resource-quota-media_all.yaml'],
    ['ClusterRole', 'system:api/x', undefined, 'cluster-role-system_api_x.yaml'],
  ];
  for (const [kind, name, namespace, file] of names) {
    const object = { apiVersion: 'v1', kind, metadata: namespace === undefined ? { name } : { name, namespace } };
    assert.equal(fileNameOf(object, 'backend'), file);
    assert.equal(patchFileNameOf(object, 'json6902', 'backend'), file.replace(/yaml$/, 'json6902.yaml'));
  }
});

test('a base holds its objects and names them', () => {
  assert.deepEqual(baseFiles([config('b', '1'), config('a', '1')], 'backend'), [
    {
      name: 'kustomization.yaml',
      value: {
        apiVersion: 'kustomize.config.k8s.io/v1beta1',
        kind: 'Kustomization',
        resources: ['config-map-a.yaml', 'config-map-b.yaml'],
      },
    },
    { name: 'config-map-b.yaml', value: config('b', '1') },
    { name: 'config-map-a.yaml', value: config('a', '1') },
  ]);
});

test('an overlay that changes nothing names the folder below alone', () => {
  assert.deepEqual(overlayFiles('../base', deriveLayer([], [])), [
    {
      name: 'kustomization.yaml',
      value: { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources: ['../base'] },
    },
  ]);
});

test('an overlay holds what is added, patched and deleted, and names images and replicas', () => {
  const lower = [config('a', '1'), config('gone', '1'), thing(1), workload(1)];
  const upper = [config('a', '2'), config('new', '1'), thing(null), workload(2)];
  assert.deepEqual(overlayFiles('../../base/api', deriveLayer(lower, upper), 'backend'), [
    {
      name: 'kustomization.yaml',
      value: {
        apiVersion: 'kustomize.config.k8s.io/v1beta1',
        kind: 'Kustomization',
        resources: ['../../base/api', 'config-map-new.yaml'],
        patches: [
          { path: 'config-map-a.patch.yaml' },
          { path: 'config-map-gone.delete.yaml' },
          {
            path: 'thing-other_a.b.json6902.yaml',
            target: { group: 'example.com', version: 'v1', kind: 'Thing', name: 'a\\.b', namespace: 'other' },
          },
        ],
        images: [{ name: 'x/a', newTag: '2' }],
        replicas: [{ name: 'api', count: 2 }],
      },
    },
    { name: 'config-map-new.yaml', value: config('new', '1') },
    {
      name: 'config-map-gone.delete.yaml',
      value: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'gone', namespace: 'backend' },
        $patch: 'delete',
      },
    },
    {
      name: 'config-map-a.patch.yaml',
      value: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'backend' }, data: { key: '2' } },
    },
    { name: 'thing-other_a.b.json6902.yaml', value: [{ op: 'replace', path: '/spec/a', value: null }] },
  ]);
});

function config(name: string, key: string): Resource {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'backend' }, data: { key } };
}

function thing(a: unknown): Resource {
  return { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a.b', namespace: 'other' }, spec: { a } };
}

function workload(replicas: number): Resource {
  const containers = [{ name: 'api', image: `x/a:${replicas}` }];
  const spec = { replicas, template: { spec: { containers } } };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'api', namespace: 'backend' }, spec };
}
