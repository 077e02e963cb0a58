import assert from 'node:assert/strict';
import { test } from 'node:test';
import { queue } from '../blocks/names.ts';
import type { Cluster } from '../model/settings/index.ts';
import { exampleApp } from '../testing/app.ts';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { exampleFleet } from '../testing/fleet.ts';
import { app } from '../testing/names.ts';
import { checkLinks } from './check.ts';
import { linkCluster } from './clusters.ts';

const events = queue('events');
const broker = {
  provider: 'external',
  host: 'mq.example.com',
  port: 5671,
  tls: true,
  secret: 's',
  networks: ['10.0.0.0/8'],
};
const nodes = (architecture: string) => ({ arm: { cpu: '8', memory: '32Gi', maxPerZone: 3, architecture } });

const cases: readonly (readonly [what: string, facts: object, expected: readonly string[]])[] = [
  ['nodes of amd64', { nodes: nodes('amd64') }, []],
  ['nodes of arm64', { nodes: nodes('arm64') }, ['arm64-unsupported clusters.0.nodes.arm.architecture']],
  [
    'nodes of spot machines alone',
    { nodes: { spot: { cpu: '8', memory: '32Gi', maxPerZone: 3, spot: true } } },
    ['nodes-for-nobody clusters.0.nodes'],
  ],
  [
    'machines of no cloud',
    { cloud: 'local', nodes: { general: { cpu: '8', memory: '32Gi', maxPerZone: 3, instances: ['m7i.2xlarge'] } } },
    ['instances-of-no-cloud clusters.0.nodes.general.instances'],
  ],
  ['Cilium that takes nodes for networks', { ciliumMatchesNodes: true }, []],
  ['Cilium that does not', { ciliumMatchesNodes: false }, ['cilium-without-nodes clusters.0.ciliumMatchesNodes']],
  ['a broker with a public certificate', { data: { events: broker } }, []],
  ['a broker with a private authority', { data: { events: { ...broker, authority: 'mq-authority' } } }, []],
  [
    'an authority of a broker without TLS',
    { data: { events: { ...broker, tls: false, authority: 'mq-authority' } } },
    ['authority-without-tls clusters.0.data.events.authority'],
  ],
];

for (const [what, facts, expected] of cases) {
  test(`${what}: ${expected.length > 0 ? 'it is refused' : 'nothing is found'}`, () => {
    const worker = exampleApp(app('worker', 'backend', []), { uses: { events: events.publish } });
    const catalogue = { apps: [worker], contracts: [events.contract] };
    const cluster = exampleCluster('aws', { data: { events: broker }, ...facts } as Partial<Cluster>);
    const environment = exampleEnvironment([cluster]);
    const fleet = exampleFleet([environment]);
    const found = checkLinks(catalogue, fleet, linkCluster(catalogue, fleet, environment, cluster));
    assert.deepEqual(
      found.map(({ code, at }) => `${code} ${at?.file.split('environment.yaml.')[1]}`),
      expected,
    );
  });
}
