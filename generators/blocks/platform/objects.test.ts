import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleClusters } from '../../testing/clusters.ts';
import { platformOf } from '../../testing/platform.ts';
import { defaultDeny } from './defaultDeny.ts';
import { developmentSecretManager } from './developmentSecrets.ts';
import { limitRange } from './limitRange.ts';
import { namespace } from './namespace.ts';
import { priorityClass } from './priorityClass.ts';
import { resourceQuota } from './resourceQuota.ts';
import { secretReader } from './secretReader.ts';

const shared = platformOf('aws');
const { labels } = shared;

test('a namespace enforces the restricted standard in the version of its cluster, and its removal is confirmed', () => {
  const cluster = { ...exampleClusters.aws, kubernetes: '1.34' };
  assert.deepEqual(namespace('backend', { inputs: { ...shared.inputs, cluster }, labels }), {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: 'backend',
      labels: {
        ...labels,
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/enforce-version': 'v1.34',
        'pod-security.kubernetes.io/audit': 'restricted',
        'pod-security.kubernetes.io/audit-version': 'v1.34',
        'pod-security.kubernetes.io/warn': 'restricted',
        'pod-security.kubernetes.io/warn-version': 'v1.34',
      },
      annotations: { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' },
    },
  });
});

test('a namespace whose pods may do more says why, and is excused by that', () => {
  const { labels: found, annotations } = namespace('agents', shared, 'they read files of nodes').metadata;
  assert.equal(found?.['pod-security.kubernetes.io/enforce'], 'privileged');
  assert.equal(annotations?.['exception.gitops.dev/namespace-guarded'], 'they read files of nodes');
});

test('a default deny selects every pod and allows neither way', () => {
  assert.deepEqual(defaultDeny('backend', shared), {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'default-deny', namespace: 'backend', labels },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  });
});

test('a quota counts requests and pods, as text in canonical form', () => {
  assert.deepEqual(resourceQuota('backend', { cpu: '1500m', memory: '6Gi', pods: 7 }, shared), {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'budget', namespace: 'backend', labels },
    spec: { hard: { 'requests.cpu': '1500m', 'requests.memory': '6Gi', pods: '7' } },
  });
});

test('a container without requests gets small ones, and no more memory than it requests', () => {
  assert.deepEqual(limitRange('backend', shared), {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'defaults', namespace: 'backend', labels },
    spec: {
      limits: [{ type: 'Container', defaultRequest: { cpu: '100m', memory: '256Mi' }, default: { memory: '256Mi' } }],
    },
  });
});

for (const [preempts, preemptionPolicy] of [
  [true, 'PreemptLowerPriority'],
  [false, 'Never'],
] as const) {
  test(`a priority class that ${preempts ? 'preempts' : 'does not preempt'} has the policy ${preemptionPolicy}`, () => {
    assert.deepEqual(priorityClass({ name: 'batch', value: 5, preempts, description: 'Why.' }, shared), {
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { name: 'shop-batch', labels },
      value: 5,
      preemptionPolicy,
      description: 'Why.',
    });
  });
}

test('the reader of development secrets may get Secrets in their namespace and do nothing else', () => {
  const metadata = { name: 'secret-reader', namespace: 'development-secrets', labels };
  assert.deepEqual(developmentSecretManager(shared), [
    namespace('development-secrets', shared),
    defaultDeny('development-secrets', shared),
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: {
        ...metadata,
        annotations: {
          'exception.gitops.dev/rights-narrow':
            'the namespace is the secret manager of a local cluster: all in it is to be read',
        },
      },
      rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'secret-reader' },
      subjects: [{ kind: 'ServiceAccount', name: 'secret-reader', namespace: 'development-secrets' }],
    },
  ]);
});

test('the reader of accounts may get the Secrets that are fetched, each named once, and never all of them', () => {
  const names = (secrets: readonly string[]) => {
    const role = secretReader('data', secrets, shared).find(({ kind }) => kind === 'Role');
    return (role?.rules as { resourceNames: string[] }[]).map(({ resourceNames }) => resourceNames);
  };
  assert.deepEqual(names(['users-app', 'events-app', 'users-app']), [['events-app', 'users-app']]);
  assert.deepEqual(names([]), [['secret-reader']]);
});
