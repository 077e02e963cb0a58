import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { isJsonObject, type JsonObject } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { labels, listOf, map, mostly, replicaCount, some, tree, words } from './arbitraries.ts';
import { service, spread, workload } from './workloads.ts';

/** One app as rendered for three layers: objects of one identity differ slightly, completely, or not at all. */
export interface Triple {
  readonly base: readonly Resource[];
  readonly environment: readonly Resource[];
  readonly cluster: readonly Resource[];
}

const metric = fc.record({
  type: some('Resource'),
  resource: map({ name: some('cpu', 'memory'), value: replicaCount }),
});
const scaler = map({
  minReplicas: replicaCount,
  maxReplicas: replicaCount,
  metrics: listOf(metric),
  behavior: map({ scaleUp: map({ policies: listOf(map({ value: replicaCount })) }) }),
});
const rule = map({
  ports: listOf(map({ port: replicaCount })),
  from: listOf(map({ podSelector: map({ matchLabels: labels }) })),
});
const policy = map({
  podSelector: map({ matchLabels: labels }),
  policyTypes: listOf(some('Ingress', 'Egress')),
  ingress: listOf(rule),
});
/** An object of a kind that Kustomize knows, embedded in one of a kind that it does not. */
const embedded = map({
  apiVersion: mostly(some('apps/v1'), some('example.com/v1')),
  kind: some('Deployment'),
  spec: workload,
});
const database = map({
  instances: replicaCount,
  size: fc.oneof(words, replicaCount),
  bootstrap: map({ initdb: map({ database: words }) }),
  parameters: labels,
  list: listOf(fc.record({ name: some('a', 'b'), value: words }), 3),
  template: embedded,
  topologySpreadConstraints: spread,
});
const data = fc.dictionary(some('A', 'on', 'app.yaml', '1', 'null', '0o10', '12:30', '='), words, { maxKeys: 4 });

const release = some('redis:1', 'redis:2', 'redis:2@sha256:ff', 'redis@sha256:ff', 'quay.io/redis:1', 'redis');

type Maker = readonly [apiVersion: string, kind: string, name: string, rest: fc.Arbitrary<object>];
const makers: readonly Maker[] = [
  ['apps/v1', 'Deployment', 'api', fc.record({ spec: workload })],
  ['apps/v1', 'StatefulSet', 'api', fc.record({ spec: workload })],
  ['v1', 'Service', 'api', map({ spec: service })],
  ['autoscaling/v2', 'HorizontalPodAutoscaler', 'api', map({ spec: scaler })],
  ['networking.k8s.io/v1', 'NetworkPolicy', 'api', map({ spec: policy })],
  ['v1', 'ConfigMap', 'a.b', map({ data })],
  ['v1', 'ConfigMap', 'a-b', map({ data })],
  ['postgresql.cnpg.io/v1', 'Cluster', 'db', map({ spec: database })],
  ['example.com/v1', 'Thing', 'any', map({ spec: tree })],
];

/** Random apps. About one object in eight is missing in a layer; often a layer has another release of an image. */
export const triples: fc.Arbitrary<Triple> = fc
  .tuple(fc.tuple(...makers.map(three)), fc.tuple(release, release, release))
  .map(([objects, releases]) => {
    const layer = (i: number) =>
      renamed(
        objects.flatMap((versions) => versions[i] ?? []),
        releases[i],
      );
    return { base: layer(0), environment: layer(1), cluster: layer(2) };
  });

function renamed(resources: readonly Resource[], image: string | undefined): readonly Resource[] {
  return JSON.parse(JSON.stringify(resources).replaceAll('"redis:1"', JSON.stringify(image)));
}

/** An object in three layers. */
function three([apiVersion, kind, name, rest]: Maker): fc.Arbitrary<readonly (Resource | undefined)[]> {
  const metadata = map({ labels, annotations: labels, finalizers: mostly(some(['a/1']), some(['a/1', 'b/2'])) });
  const object = fc
    .tuple(metadata, rest)
    .map(([more, members]) => ({ apiVersion, kind, metadata: { name, namespace: 'backend', ...more }, ...members }));
  const present = fc.tuple(...[1, 2, 3].map(() => some(...Array(7).fill(true), false)));
  return fc
    .tuple(object, object, object, some(0, 0.03, 0.1, 0.5, 1), fc.infiniteStream(fc.nat(99)), present)
    .map(([a, b, c, share, dice, there]) => {
      const pick = () => dice.next().value < 100 * share;
      const second = blend(a, b, pick);
      return [a, second, blend(second, c, pick)].map((value, i) => (there[i] ? (value as Resource) : undefined));
    });
}

/** `a` with some of `b`: every member and item is taken from one or the other, or from one alone. */
function blend(a: unknown, b: unknown, pick: () => boolean): unknown {
  if (isJsonObject(a) && isJsonObject(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    const own = (object: JsonObject, key: string) => (Object.hasOwn(object, key) ? object[key] : undefined);
    const members = [...keys].map((key) => [key, blend(own(a, key), own(b, key), pick)]);
    return Object.fromEntries(members.filter(([key, value]) => value !== undefined && !isUnkept(key, value)));
  }
  if (!Array.isArray(a) || !Array.isArray(b) || ![...a, ...b].every(isJsonObject)) return pick() ? b : a;
  const others = new Map(b.map((item) => [idOf(item), item]));
  const own = new Set(a.map(idOf));
  const kept = a.flatMap((item) => (pick() && pick() ? [] : [blend(item, others.get(idOf(item)) ?? item, pick)]));
  const more = b.filter((item) => !own.has(idOf(item)) && pick());
  return pick() ? [...more, ...kept] : [...kept, ...more];
}

/** The identity of an item: its first member, with other members that are merge keys somewhere. */
function idOf(item: JsonObject): string {
  return JSON.stringify([Object.values(item)[0], item.protocol, item.whenUnsatisfiable]);
}

/** Whether Kustomize drops a member: it removes empty annotations from every object. */
function isUnkept(key: unknown, value: unknown): boolean {
  return key === 'annotations' && isDeepStrictEqual(value, {});
}
