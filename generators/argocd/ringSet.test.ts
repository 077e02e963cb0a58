import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Cluster } from '../model/settings/index.ts';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { fleetSettings } from '../testing/fleetSettings.ts';
import { clusterLabels, revisionOf } from './names.ts';
import { ringSet, ringsOf } from './ringSet.ts';

const cluster = (name: string, ring?: string) =>
  exampleCluster('aws', { name, ...(ring && { ring }) } as Partial<Cluster>);

test('without rings all clusters follow main', () => {
  const environment = exampleEnvironment([cluster('a'), cluster('b')]);
  assert.deepEqual(
    ringsOf(environment).map(({ name, revision, clusters }) => [name, revision, clusters.map((one) => one.name)]),
    [['main', 'main', ['a', 'b']]],
  );
});

test('rings keep the order of the settings, and each follows its branch', () => {
  const environment = exampleEnvironment([cluster('a', 'last'), cluster('b', 'first'), cluster('c', 'last')], {
    rings: ['first', 'last'],
  });
  assert.deepEqual(
    ringsOf(environment).map(({ name, revision, clusters }) => [name, revision, clusters.map((one) => one.name)]),
    [
      ['first', 'release/first', ['b']],
      ['last', 'release/last', ['a', 'c']],
    ],
  );
});

test('every cluster is selected by the set of its own ring alone, at the revision that its own sets name', () => {
  const rings = ['one', 'two', 'three'] as const;
  const picks = fc.array(fc.constantFrom(...rings), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(picks, fc.boolean(), (picked, hasRings) => {
      const clusters = picked.map((ring, index) => cluster(`c${index}`, hasRings ? ring : undefined));
      const environment = exampleEnvironment(clusters, hasRings ? { rings } : {});
      const sets = ringsOf(environment).map((ring) => ringSet(fleetSettings, ring).spec as Spec);
      for (const one of clusters) {
        const labels: Readonly<Record<string, string>> = {
          'argocd.argoproj.io/secret-type': 'cluster',
          ...clusterLabels(environment, one),
        };
        const selecting = sets.filter(({ generators: [{ clusters: generator }] }) =>
          Object.entries(generator.selector.matchLabels).every(([key, value]) => labels[key] === value),
        );
        assert.deepEqual(
          selecting.map(({ template }) => template.spec.source.targetRevision),
          [revisionOf(environment, one)],
        );
      }
    }),
  );
});

interface Spec {
  readonly generators: readonly [{ readonly clusters: { readonly selector: { readonly matchLabels: object } } }];
  readonly template: { readonly spec: { readonly source: { readonly targetRevision: string } } };
}
