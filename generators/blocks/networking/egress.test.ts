import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClusterFacts } from '../../model/inputs.ts';
import type { Provided } from '../../model/settings/index.ts';
import { dnsRule } from './egress.ts';

const pods = (app: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
  podSelector: { matchLabels: { 'k8s-app': app } },
});
const address = (cidr: string) => ({ ipBlock: { cidr } });

const cases: [provided: Provided[], to: object[]][] = [
  [[], [pods('kube-dns')]],
  [['metrics-server'], [pods('kube-dns')]],
  [['node-local-dns'], [pods('kube-dns'), address('169.254.20.10/32'), pods('node-local-dns')]],
  [['cloud-dns'], [pods('kube-dns'), address('169.254.169.254/32')]],
];
for (const [provided, to] of cases) {
  test(`pods ask for names where the cluster has [${provided}], by UDP and TCP`, () => {
    assert.deepEqual(dnsRule({ provided } as unknown as ClusterFacts), {
      to,
      ports: [
        { protocol: 'UDP', port: 53 },
        { protocol: 'TCP', port: 53 },
      ],
    });
  });
}
