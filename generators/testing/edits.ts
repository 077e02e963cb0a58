import fc from 'fast-check';
import { Type } from 'typebox';
import type { Catalogue, Environment, Fleet } from '../model/fleet.ts';
import type { Inputs } from '../model/inputs.ts';
import type { Resource } from '../model/resource.ts';
import type { Cluster } from '../model/settings/index.ts';
import { exampleApp } from './app.ts';
import { exampleCluster } from './clusters.ts';
import { exampleEnvironment } from './environment.ts';
import { exampleFleet } from './fleet.ts';
import { app, names, users } from './names.ts';
import { exampleOperator } from './operators.ts';
import { usersProvider } from './usersProvider.ts';

/** An object that holds all that an app may follow from, and names a host, which prerequisites list. */
const everything =
  (name: string) =>
  (inputs: Inputs): readonly Resource[] => {
    const { role, name: cluster } = inputs.cluster;
    const { primary = 'none' } = inputs.replication ?? {};
    return [
      {
        apiVersion: 'works.io/v1',
        kind: 'Work',
        metadata: { name, namespace: 'backend' },
        spec: { inputs: JSON.stringify(inputs), address: `https://${cluster}.${role}.of-${primary}.example.org` },
      },
    ];
  };

const settings = Type.Object({
  enabled: Type.Boolean({ default: true }),
  size: Type.Number({ default: 1 }),
  follow: Type.Optional(Type.String()),
});
const images = { main: 'registry.example.com/main:1' };
const provider = usersProvider({
  onStandby: 'replica',
  handover: ({ follow }) => ({ to: follow as string | undefined, from: undefined }),
});
/** Apps whose objects hold all that they may follow from. */
export const printingCatalogue: Catalogue = {
  apps: [
    { ...provider, settings, render: everything(provider.name) },
    exampleApp(names.api, { settings, images, uses: { users: users.readWrite }, render: everything('api') }),
    exampleApp(names.worker, { settings, images, render: everything('worker') }),
    exampleApp(app('feed', 'backend', []), { settings, gateways: ['kong'], render: everything('feed') }),
  ],
  contracts: [users.contract],
  operators: [
    exampleOperator('works', { values: ({ fleet, environment, cluster }) => ({ fleet, environment, cluster }) }),
  ],
};
const charts = { works: { repository: 'https://charts.example.com', chart: 'works', version: '1.2.3' } };

/** The settings of each cluster and environment that a random edit sets. */
const ofCluster = fc.record(
  {
    role: fc.constantFrom('active', 'standby'),
    state: fc.constantFrom('retiring', undefined),
    gateway: fc.constantFrom('kong', 'istio'),
    zones: fc.constantFrom(['a', 'b'], ['c']),
    data: fc.constantFrom({ users: { provider: 'operator' } }, undefined),
    apps: fc.dictionary(
      fc.constantFrom(...printingCatalogue.apps.map(({ name }) => name)),
      fc.record(
        {
          enabled: fc.boolean(),
          size: fc.nat({ max: 3 }),
          follow: fc.constantFrom('one', 'two', 'three'),
          state: fc.constant('retiring'),
        },
        { requiredKeys: [] },
      ),
      { maxKeys: 2 },
    ),
  },
  { requiredKeys: [] },
);
const ofEnvironment = fc.record(
  {
    domain: fc.constantFrom('example.com', 'example.net'),
    synced: fc.boolean(),
    data: fc.constantFrom({ users: { provider: 'operator' } }, { users: { provider: 'external', host: 'db' } }),
    apps: fc.dictionary(fc.constantFrom('api', 'worker'), fc.record({ size: fc.nat({ max: 3 }) }), { maxKeys: 2 }),
  },
  { requiredKeys: [] },
);
/** Edits of a cluster, an environment, its images, or the fleet. */
export const edits = fc.oneof(
  { weight: 6, arbitrary: fc.record({ environment: fc.nat({ max: 1 }), cluster: fc.nat({ max: 2 }), set: ofCluster }) },
  { weight: 2, arbitrary: fc.record({ environment: fc.nat({ max: 1 }), set: ofEnvironment }) },
  { weight: 1, arbitrary: fc.record({ environment: fc.nat({ max: 1 }), image: fc.constantFrom('1', '2') }) },
  { weight: 1, arbitrary: fc.record({ name: fc.constantFrom('shop', 'market') }) },
);
export type Edit = typeof edits extends fc.Arbitrary<infer T> ? T : never;

export function edited(fleet: Fleet, edit: Edit): Fleet {
  if ('name' in edit) return { ...fleet, settings: { ...fleet.settings, name: edit.name } };
  const environments = fleet.environments.map((one, index): Environment => {
    if (index !== edit.environment) return one;
    if ('image' in edit) return { ...one, images: { main: `registry.example.com/main:${edit.image}` } };
    if (!('cluster' in edit)) return { ...one, settings: { ...one.settings, ...edit.set } };
    const clusters = one.settings.clusters.map((cluster, at) => {
      return at === edit.cluster ? ({ ...cluster, ...edit.set } as Cluster) : cluster;
    });
    return { ...one, settings: { ...one.settings, clusters } };
  });
  return { ...fleet, environments };
}

const clusters = ['one', 'two', 'three'].map((name) =>
  exampleCluster('aws', { name, role: name === 'one' ? 'active' : 'standby' } as Partial<Cluster>),
);
const data = { users: { provider: 'operator' } };
/** Two environments of an active and two standby clusters. */
export const printingFleet = exampleFleet(
  ['production', 'staging'].map((name) => exampleEnvironment(clusters, { data } as object, name)),
  { charts },
);
