import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../../model/resource.ts';
import { objectChanges } from '../objects/objectChanges.ts';
import { chartVersion } from './chartVersion.ts';
import type { DangerReading } from './consequence.ts';
import { deletes } from './deletes.ts';
import { opensNetwork } from './opens.ts';
import { publishes } from './publishes.ts';
import { restarts } from './restarts.ts';
import { weakens } from './weakens.ts';
import { widens } from './widens.ts';

const object = (kind: string, rest: object): Resource => ({ apiVersion: 'v1', kind, metadata: { name: 'a' }, ...rest });
const policy = (spec: object) => object('NetworkPolicy', { spec });
const web = { from: [{ podSelector: {} }], ports: [{ port: 80 }] };
const role = (...rules: object[]) => object('Role', { rules });
const reads = { apiGroups: [''], resources: ['secrets'], verbs: ['get'] };
const namespace = (level?: string) =>
  object('Namespace', {
    metadata: { name: 'a', labels: level ? { 'pod-security.kubernetes.io/enforce': level } : {} },
  });
const deployment = (image: string, strategy?: string, replicas = 1) =>
  object('Deployment', {
    spec: { replicas, ...(strategy && { strategy: { type: strategy } }), template: { spec: { image } } },
  });
const service = (type: string) => object('Service', { spec: { type, ports: [{ port: 443 }] } });

const source = (targetRevision: string, repoURL = '') =>
  object('Source', { content: { sources: [{ repoURL, targetRevision }] } });

type Case = readonly [title: string, DangerReading, Resource | undefined, Resource | undefined, RegExp | undefined];

const cases: readonly Case[] = [
  ['a rule that is new opens', opensNetwork, policy({ ingress: [] }), policy({ ingress: [web] }), /one more way in/],
  [
    'a port that is new opens',
    opensNetwork,
    policy({ ingress: [web] }),
    policy({ ingress: [{ from: web.from }] }),
    /way in/,
  ],
  [
    'the whole internet',
    opensNetwork,
    policy({ egress: [] }),
    policy({ egress: [{ to: [{ ipBlock: { cidr: '::/0' } }] }] }),
    /^one more way out, to any address$/,
  ],
  ['a rule for everybody', opensNetwork, policy({ ingress: [] }), policy({ ingress: [{}] }), /in, from any address$/],
  ['a rule that is gone closes', opensNetwork, policy({ ingress: [web] }), policy({ ingress: [] }), undefined],
  [
    'the same rules in another order',
    opensNetwork,
    policy({ ingress: [web, {}] }),
    policy({ ingress: [{}, web] }),
    undefined,
  ],
  [
    'egress that nothing closes any more',
    opensNetwork,
    policy({ policyTypes: ['Ingress', 'Egress'] }),
    policy({ policyTypes: ['Ingress'] }),
    /egress is not closed/,
  ],
  ['a policy that is gone', opensNetwork, policy({}), undefined, /is open/],
  ['a policy that is new', opensNetwork, undefined, policy({}), undefined],
  ['a verb that is new', widens, role(reads), role({ ...reads, verbs: ['get', 'list'] }), /gives list secrets$/],
  ['a verb that is gone', widens, role({ ...reads, verbs: ['get', 'list'] }), role(reads), undefined],
  ['rights of any group', widens, role(reads), role({ ...reads, apiGroups: ['*'] }), /get \*\/secrets/],
  ['a role that is new', widens, undefined, role(reads), /get secrets/],
  [
    'an identity in the cloud',
    widens,
    object('ServiceAccount', {}),
    object('ServiceAccount', {
      metadata: { name: 'a', annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/x' } },
    }),
    /role\/x/,
  ],
  ['a pod standard that is lowered', weakens, namespace('restricted'), namespace('baseline'), /may be baseline/],
  ['a pod standard that is gone', weakens, namespace('restricted'), namespace(), /may be privileged/],
  ['a pod standard that is raised', weakens, namespace('baseline'), namespace('restricted'), undefined],
  [
    'an exception of its pods',
    weakens,
    deployment('a:1'),
    object('Deployment', {
      spec: { template: { metadata: { annotations: { 'exception.gitops.dev/probes-set': 'it ends' } } } },
    }),
    /rule probes-set any more: it ends$/,
  ],
  ['a later version of a chart', chartVersion, source('v1.9.0'), source('v1.10.0'), /what this version/],
  ['another place of a chart', chartVersion, source('1.0.0', 'a'), source('1.0.0', 'b'), undefined],
  ['a budget that is gone', weakens, object('PodDisruptionBudget', {}), undefined, /at once/],
  ['alerts that are gone', weakens, object('PrometheusRule', {}), undefined, /alerts/],
  ['another image', restarts, deployment('a:1'), deployment('a:2'), /rolls its pods/],
  [
    'another image, all at once',
    restarts,
    deployment('a:1', 'Recreate'),
    deployment('a:2', 'Recreate'),
    /ends all pods/,
  ],
  ['another number of pods', restarts, deployment('a', undefined, 1), deployment('a', undefined, 2), undefined],
  [
    'a Service that gets an address',
    publishes,
    service('ClusterIP'),
    service('LoadBalancer'),
    /port 443 by a LoadBalancer/,
  ],
  ['a Service that loses its address', publishes, service('LoadBalancer'), service('ClusterIP'), undefined],
];

for (const [title, reading, before, after, expected] of cases) {
  test(`${title}: ${expected ? 'is told' : 'is no danger'}`, () => {
    const [change] = objectChanges(before ? [before] : [], after ? [after] : []);
    const found = change ? reading(change, 'kept') : [];
    if (!expected) return assert.deepEqual(found, []);
    assert.equal(found.length, 1);
    assert.match(found[0]?.words ?? '', expected);
  });
}

test('an older version of a chart needs a person', () => {
  const [change] = objectChanges([source('1.10.0')], [source('1.9.0')]);
  assert.deepEqual(change && chartVersion(change, 'kept').map(({ danger }) => danger), ['attended', 'unseen']);
});

test('what loses its folder is not pruned', () => {
  const [change] = objectChanges([deployment('a:1')], []);
  assert.deepEqual(
    change && (['kept', 'emptied', 'gone'] as const).map((folder) => deletes(change, folder)[0]?.danger),
    ['deletes', 'deletes', 'abandons'],
  );
});

test('a budget is no guard where no pod is left, and what lost its folder guards on', () => {
  const [change] = objectChanges([object('PodDisruptionBudget', {})], []);
  const [quota] = objectChanges([object('ResourceQuota', {})], []);
  assert.ok(change && quota);
  const count = (one: typeof change) =>
    (['kept', 'emptied', 'gone'] as const).map((folder) => weakens(one, folder).length);
  assert.deepEqual(
    [count(change), count(quota)],
    [
      [1, 0, 0],
      [1, 1, 0],
    ],
  );
});
