import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { linkCluster } from '../link/clusters.ts';
import type { ClusterFacts, Inputs } from '../model/inputs.ts';
import type { Cluster } from '../model/settings/index.ts';
import { exampleApp } from '../testing/app.ts';
import { catalogue } from '../testing/catalogue.ts';
import { exampleCluster, exampleClusters } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { fleetSettings } from '../testing/fleetSettings.ts';
import { exampleInputs } from '../testing/inputs.ts';
import { names } from '../testing/names.ts';
import { render } from './render.ts';
import { renderOnce } from './renderOnce.ts';

/** An app whose only object holds what it reads of its inputs. */
const reading = (read: (inputs: Inputs) => unknown) =>
  exampleApp(names.worker, {
    render: (inputs) => [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'read' }, data: read(inputs) }],
  });

const one: ClusterFacts = { ...exampleClusters.aws, name: 'one' };

/** What differs in a second cluster, what the app reads, and whether it is rendered again. */
const cases: [string, Partial<ClusterFacts>, (inputs: Inputs) => unknown, boolean][] = [
  ['a fact that it does not read', { name: 'two' }, ({ cluster: { region } }) => ({ region }), false],
  ['a fact that it reads', { name: 'two' }, ({ cluster: { name } }) => ({ name }), true],
  ['a part of a fact that it reads', { zones: ['z'] }, ({ cluster: { zones } }) => ({ first: zones[0] }), true],
  ['a fact, and it takes all of them', { name: 'two' }, ({ cluster }) => ({ ...cluster }), true],
  ['a fact that the first lacks', { state: 'retiring' }, ({ cluster }) => ({ state: cluster.state ?? 'none' }), true],
];
for (const [title, changes, read, again] of cases) {
  test(`where clusters differ in ${title}, an app is ${again ? 'rendered again' : 'not rendered again'}`, () => {
    const app = reading(read);
    const two = { ...one, ...changes } as ClusterFacts;
    const first = renderOnce({ app, inputs: exampleInputs(app, one) });
    const second = renderOnce({ app, inputs: exampleInputs(app, two) });
    assert.equal(first === second, !again);
    assert.deepEqual(second, render({ app, inputs: exampleInputs(app, two) }));
  });
}

test('an app with other settings, images or facts of others is rendered again, and one with the same is not', () => {
  const app = reading(({ settings }) => settings);
  const inputs = exampleInputs(app, one);
  const first = renderOnce({ app, inputs });
  for (const changes of [
    { settings: { ...inputs.settings, size: 2 } },
    { images: { worker: 'registry.example.com/worker:2' } },
    { collected: { port: [{ app: 'api', tier: 'backend', value: 1 }] } },
    { fleet: { ...inputs.fleet } },
  ]) {
    assert.notEqual(renderOnce({ app, inputs: { ...inputs, ...changes } }), first);
  }
  const { fleet, ...others } = inputs;
  assert.equal(renderOnce({ app, inputs: { fleet, ...structuredClone(others) } }), first);
});

test('every app has the objects that it has when it is rendered alone, whichever clusters were rendered before', () => {
  const changes: fc.Arbitrary<Partial<Cluster>> = fc.record(
    {
      name: fc.constantFrom('one', 'two', 'three'),
      role: fc.constantFrom('active', 'standby'),
      gateway: fc.constantFrom('istio', 'kong', 'traefik'),
      controlPlane: fc.constantFrom({ networks: ['10.0.0.0/24'], port: 443 }, { networks: ['10.0.1.0/24'], port: 443 }),
    },
    { requiredKeys: [] },
  );
  const cloud = fc.constantFrom('aws', 'google', 'azure', 'local');
  fc.assert(
    fc.property(cloud, changes, (cloud, changes) => {
      const cluster = exampleCluster(cloud, changes);
      const { graph } = linkCluster(catalogue, { settings: fleetSettings }, exampleEnvironment([cluster]), cluster);
      for (const linked of graph.values()) assert.deepEqual(renderOnce(linked), render(linked));
    }),
    { numRuns: 40 },
  );
});
