import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ContractEdge } from '../../model/edge.ts';
import type { ClusterFacts, Inputs } from '../../model/inputs.ts';
import type { Cloud, Provided } from '../../model/settings/index.ts';
import { bucket, cloudIdentity, internet, issuer } from '../names.ts';
import { dnsRule, edgeRules, identityRule } from './egress.ts';
import { podsOf, publicInternet } from './peers.ts';

const pods = (app: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
  podSelector: { matchLabels: { 'k8s-app': app } },
});
const address = (cidr: string) => ({ ipBlock: { cidr } });

const cases: [cloud: Cloud, provided: Provided[], to: object[]][] = [
  ['aws', [], [pods('kube-dns')]],
  ['aws', ['metrics-server'], [pods('kube-dns')]],
  ['aws', ['node-local-dns'], [pods('kube-dns'), address('169.254.20.10/32'), pods('node-local-dns')]],
  ['google', ['node-local-dns'], [pods('kube-dns'), address('169.254.20.10/32'), pods('node-local-dns')]],
  ['google', ['cloud-dns'], [pods('kube-dns'), address('169.254.169.254/32')]],
  ['azure', ['node-local-dns'], [pods('kube-dns'), address('169.254.10.10/32'), address('169.254.10.11/32')]],
];
for (const [cloud, provided, to] of cases) {
  test(`pods ask for names where a cluster of ${cloud} has [${provided}], by UDP and TCP`, () => {
    assert.deepEqual(dnsRule({ cloud, provided } as unknown as ClusterFacts), {
      to,
      ports: [
        { protocol: 'UDP', port: 53 },
        { protocol: 'TCP', port: 53 },
      ],
    });
  });
}

const endpoints = '10.30.200.0/24';
const shop = { privateEndpoints: [endpoints], provided: [] } as unknown as ClusterFacts;
const identities: [cloud: Cloud, to: object[]][] = [
  ['aws', [publicInternet, address(endpoints)]],
  ['azure', [publicInternet, address(endpoints)]],
  ['google', [address('169.254.169.252/32')]],
];
for (const [cloud, to] of identities) {
  test(`a pod with an identity of ${cloud} gets its token where private endpoints are, too`, () => {
    assert.deepEqual(identityRule({ ...shop, cloud } as ClusterFacts)[0]?.to, to);
  });
}

const files = bucket('files').read as ContractEdge;
const inBucket = (peer: object) => ({ edge: files, endpoint: { kind: 'bucket', port: 443, peer } });
const keys = (peer: object) => ({ edge: issuer('logins').keys, endpoint: { kind: 'issuer', port: 443, peer } });
const uses: [what: string, use: object, to: object[]][] = [
  ['a bucket of the cloud', inBucket('internet' as unknown as object), [publicInternet, address(endpoints)]],
  ['a bucket whose networks are named', inBucket({ networks: ['10.9.0.0/16'] }), [address('10.9.0.0/16')]],
  ['keys outside', keys('internet' as unknown as object), [publicInternet]],
  ['keys whose networks are named', keys({ networks: ['10.9.0.0/16'] }), [address('10.9.0.0/16')]],
  ['keys of an app', keys({ app: 'login', namespace: 'identity' }), [podsOf('login', 'identity')]],
  ['an identity', { edge: cloudIdentity }, [publicInternet, address(endpoints)]],
  ['a service that is not the cloud’s', { edge: internet('stripe', { ports: [443] }) }, [publicInternet]],
];
for (const [what, use, to] of uses) {
  test(`a pod reaches ${what} ${to.length > 1 ? 'on private endpoints, too' : 'where that says'}`, () => {
    const cluster = { ...shop, cloud: 'aws' };
    const rules = edgeRules({ cluster, graph: { uses: { use }, usedBy: [] } } as unknown as Inputs);
    assert.deepEqual(rules, [{ to, ports: [{ protocol: 'TCP', port: 443 }] }]);
  });
}
