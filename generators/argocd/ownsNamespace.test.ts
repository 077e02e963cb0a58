import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownsNamespace } from './ownsNamespace.ts';

test('charts make the namespaces of operators, not that of the cluster or of the gateways', () => {
  const namespaces = ['cert-manager', 'kube-system', 'gateways'];
  assert.deepEqual(
    namespaces.filter((namespace) => ownsNamespace({ namespace })),
    ['cert-manager'],
  );
});
