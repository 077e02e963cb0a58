import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Resource } from '../model/resource.ts';
import { inKustomizeOrder } from './order.ts';
import { kustomizeBuild } from './testing/kustomize.ts';

const types = [
  ...[
    'v1/Namespace',
    'example.com/v1/Namespace',
    'v1/ResourceQuota',
    'storage.k8s.io/v1/StorageClass',
    'v1/ServiceAccount',
  ],
  ...['apiextensions.k8s.io/v1/CustomResourceDefinition', 'rbac.authorization.k8s.io/v1/ClusterRole', 'v1/ConfigMap'],
  ...[
    'rbac.authorization.k8s.io/v1/RoleBinding',
    'v1/Secret',
    'v1/Service',
    'serving.knative.dev/v1/Service',
    'v1/Pod',
  ],
  ...[
    'v1/LimitRange',
    'scheduling.k8s.io/v1/PriorityClass',
    'apps/v1/Deployment',
    'apps/v1/StatefulSet',
    'batch/v1/CronJob',
  ],
  ...['policy/v1/PodDisruptionBudget', 'networking.k8s.io/v1/NetworkPolicy', 'autoscaling/v2/HorizontalPodAutoscaler'],
  ...['example.com/v1/Thing', 'example.com/v1alpha1/Thing', 'zoo.io/v1/Animal', 'apps/v1/DaemonSet', 'batch/v1/Job'],
  ...['admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration'],
  ...['admissionregistration.k8s.io/v1/MutatingWebhookConfiguration'],
];
const object = fc
  .tuple(fc.constantFrom(...types), fc.constantFrom('', 'a', 'a-b', 'zz'), fc.constantFrom('a', 'a-b', 'a.b', 'b', 'z'))
  .map(([type, namespace, name]): Resource => {
    const slash = type.lastIndexOf('/');
    const metadata = namespace === '' ? { name } : { name, namespace };
    return { apiVersion: type.slice(0, slash), kind: type.slice(slash + 1), metadata };
  });
/** Objects are unique by kind and name: Kustomize ignores the namespace of a kind that it knows as cluster-scoped. */
const apps = fc.uniqueArray(object, {
  minLength: 20,
  maxLength: 60,
  selector: ({ apiVersion, kind, metadata }) => `${apiVersion}/${kind}/${metadata.name}`,
});

test('resources are in the order in which Kustomize prints them', async () => {
  const samples = fc.sample(apps, 20);
  const folders = new Map(samples.map((objects, i) => [String(i), filesOf(objects)]));
  const built = await kustomizeBuild(folders, [...folders.keys()]);
  for (const [i, objects] of samples.entries()) {
    assert.deepEqual(
      { error: built[i]?.error, objects: built[i]?.objects },
      { error: undefined, objects: inKustomizeOrder(objects) },
    );
  }
});

/** Files named by numbers: their names are not tested here. */
function filesOf(objects: readonly Resource[]) {
  const files = objects.map((value, i) => ({ name: `${i}.yaml`, value }));
  return [{ name: 'kustomization.yaml', value: { resources: files.map(({ name }) => name) } }, ...files];
}
