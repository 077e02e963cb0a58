import fc from 'fast-check';
import type { Resource } from '../../model/resource.ts';
import { equal, isMembers } from '../json.ts';

/** One app as three layers render it: resources of one identity differ a little, wildly, or not at all. */
export interface Triple {
  readonly base: readonly Resource[];
  readonly environment: readonly Resource[];
  readonly cluster: readonly Resource[];
}

const some = <T>(...values: T[]) => fc.constantFrom(...values);
const text = some(
  'a',
  'b c',
  '',
  'yes',
  'NO',
  'y',
  '~',
  '=',
  '<<',
  'null',
  '1',
  '0o10',
  '0x1F',
  '1_000',
  '1e3',
  '.5',
  '12:30',
  '12:30:45',
);
const words = fc.oneof(
  text,
  some(
    '2026-11-22',
    '- a',
    'a: b',
    'a #b',
    '*a',
    ' a',
    'a\n',
    'a\nb',
    'a\n\tb\n',
    'a\n\n',
    'é',
    '"',
    "it's",
    '\\',
    '{}',
    '$(A)',
    '\u0007',
    '\u2028',
  ),
);
const count = some(0, 1, 2, 3, 10, 8080, 1073741824);
/** A map whose members may each be missing. */
const map = (members: Record<string, fc.Arbitrary<unknown>>) => fc.record(members, { requiredKeys: [] });
/** A list without two members of the same key, in any order. */
const keyedBy = (member: fc.Arbitrary<object>, ...keys: string[]) =>
  fc.uniqueArray(member, {
    maxLength: 4,
    selector: (value) => JSON.stringify(keys.map((key) => (value as Record<string, unknown>)[key])),
  });
const labels = fc.dictionary(some('app', 'example.com/a', 'example.com/b~c', 'y'), words, { maxKeys: 3, minKeys: 1 });
const metadata = map({ labels, annotations: labels, finalizers: some(['a/1'], ['a/1'], ['a/1', 'b/2']) });

const image = fc
  .tuple(
    some('ghcr.io/acme/api', 'ghcr.io/acme/worker', 'ghcr-io/acme/api', 'localhost:5000/api', 'redis'),
    some('', ':1', ':2', ':1.10'),
    some('', '', '@sha256:00', '@sha256:ff'),
  )
  .map((parts) => parts.join(''));
const env = keyedBy(
  fc.oneof(
    fc.record({ name: some('A', 'B', 'C', 'D', 'E'), value: words }),
    fc.record({ name: some('A', 'F'), valueFrom: fc.constant({ secretKeyRef: { name: 's', key: 'k' } }) }),
  ),
  'name',
);
const protocol = some('TCP', 'UDP');
const port = fc.oneof(
  fc.record({ containerPort: count, name: some('http', 'grpc') }, { requiredKeys: ['containerPort'] }),
  fc.record(
    { containerPort: count, protocol, name: some('http', 'grpc') },
    { requiredKeys: ['containerPort', 'protocol'] },
  ),
);
const container = map({
  image,
  args: fc.array(words, { maxLength: 2 }),
  env,
  ports: fc.oneof(keyedBy(port, 'containerPort', 'protocol'), fc.array(port, { maxLength: 3 })),
  resources: map({
    requests: map({ cpu: some('100m', '1'), memory: some('64Mi', '1Gi') }),
    limits: map({ memory: some('1Gi') }),
  }),
  volumeMounts: keyedBy(fc.record({ mountPath: some('/a', '/b', '/c'), name: some('x', 'y') }), 'mountPath'),
});
const containers = keyedBy(
  fc.tuple(some('app', 'proxy', 'exporter', 'init'), container).map(([name, rest]) => ({ name, ...rest })),
  'name',
);
const spread = fc.record({
  topologyKey: some('zone', 'host'),
  whenUnsatisfiable: some('DoNotSchedule', 'ScheduleAnyway'),
  maxSkew: some(1, 2),
});
const pod = map({
  containers,
  initContainers: containers,
  volumes: keyedBy(
    fc.oneof(
      fc.record({ name: some('x', 'y'), emptyDir: map({ sizeLimit: some('1Gi') }) }),
      fc.record({ name: some('x', 'z'), image: fc.record({ reference: image }) }),
    ),
    'name',
  ),
  topologySpreadConstraints: keyedBy(spread, 'topologyKey', 'whenUnsatisfiable'),
  tolerations: fc.array(map({ key: some('a', 'b'), operator: some('Exists') }), { maxLength: 2 }),
  nodeSelector: labels,
  securityContext: map({ runAsUser: count, runAsNonRoot: fc.boolean() }),
});
const workload = map({
  replicas: count,
  template: map({ metadata: map({ labels, annotations: labels }), spec: pod }),
  strategy: map({ rollingUpdate: map({ maxSurge: some<unknown>(1, '25%') }) }),
});
const service = map({
  type: some('ClusterIP', 'None'),
  ports: fc.oneof(
    keyedBy(
      map({ port: count, targetPort: fc.oneof(count, some('http')), name: some('a', 'b') }).map((rest) => ({
        port: 1,
        ...rest,
      })),
      'port',
    ),
    keyedBy(fc.record({ port: count, protocol, name: words }), 'port', 'protocol'),
  ),
  selector: labels,
});
const scaler = map({
  minReplicas: count,
  maxReplicas: count,
  metrics: fc.array(
    fc.record({
      type: some('Resource'),
      resource: fc.record({ name: some('cpu', 'memory'), target: fc.record({ averageUtilization: count }) }),
    }),
    { maxLength: 2 },
  ),
  behavior: map({
    scaleUp: map({ policies: fc.array(fc.record({ type: some('Pods', 'Percent'), value: count }), { maxLength: 2 }) }),
  }),
});
const rule = map({
  ports: fc.array(map({ port: count, protocol }), { maxLength: 2 }),
  from: fc.array(map({ podSelector: map({ matchLabels: labels }), namespaceSelector: fc.constant({}) }), {
    maxLength: 2,
  }),
});
const policy = map({
  podSelector: map({ matchLabels: labels }),
  policyTypes: fc.subarray(['Ingress', 'Egress']),
  ingress: fc.array(rule, { maxLength: 2 }),
});
/** Anything JSON can say, as custom resources may hold it. */
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    words,
    count,
    fc.boolean(),
    fc.constant(null),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(some('a', 'b', 'name', 'containers', 'image', 'y', '1', '', '$patch'), tie('tree'), { maxKeys: 3 }),
  ),
}));
const embedded = fc.record({ apiVersion: some('apps/v1', 'example.com/v1'), kind: some('Deployment'), spec: workload });
const custom = map({
  instances: count,
  bootstrap: map({ initdb: map({ database: words }) }),
  parameters: labels,
  list: fc.array(fc.record({ name: some('a', 'b'), value: words }), { maxLength: 3 }),
  anything: tree,
  template: embedded,
  topologySpreadConstraints: keyedBy(spread, 'topologyKey'),
});
const config = fc.dictionary(some('A', 'on', 'app.yaml', '1', 'null', '0o10', '12:30', '='), words, { maxKeys: 4 });

type Maker = readonly [apiVersion: string, kind: string, name: string, rest: fc.Arbitrary<object>];
const makers: readonly Maker[] = [
  ['apps/v1', 'Deployment', 'api', fc.record({ spec: workload })],
  ['apps/v1', 'StatefulSet', 'api', fc.record({ spec: workload })],
  ['apps/v1', 'Deployment', 'a.b', map({ spec: workload })],
  ['v1', 'Service', 'api', map({ spec: service })],
  ['autoscaling/v2', 'HorizontalPodAutoscaler', 'api', map({ spec: scaler })],
  ['networking.k8s.io/v1', 'NetworkPolicy', 'api', map({ spec: policy })],
  ['v1', 'ConfigMap', 'api', map({ data: config })],
  ['postgresql.cnpg.io/v1', 'Cluster', 'db', map({ spec: fc.oneof(custom, custom, tree) })],
];

/** Random apps. About one object in eight is missing in a layer. */
export const triples: fc.Arbitrary<Triple> = fc
  .tuple(
    ...makers.map((maker) => fc.tuple(three(maker), fc.tuple(...[8, 8, 8].map((n) => fc.integer({ min: 1, max: n }))))),
  )
  .map((objects) => {
    const layer = (i: number) =>
      objects.flatMap(([versions, dice]) => (dice[i] === 1 ? [] : [versions[i] as Resource]));
    return { base: layer(0), environment: layer(1), cluster: layer(2) };
  });

function three([apiVersion, kind, name, rest]: Maker): fc.Arbitrary<readonly Resource[]> {
  const object = fc
    .tuple(metadata, rest)
    .map(
      ([more, members]) =>
        ({ apiVersion, kind, metadata: { name, namespace: 'backend', ...more }, ...members }) as Resource,
    );
  return fc.tuple(object, object, object, fc.integer(), some(0, 0.1, 0.5, 1)).map(([a, b, c, seed, share]) => {
    const dice = random(seed);
    const second = blend(a, b, share, dice) as Resource;
    return [a, second, blend(second, c, share, dice) as Resource];
  });
}

/** `a` with some of `b`: every member and item is taken from one or the other. */
function blend(a: unknown, b: unknown, share: number, dice: () => number): unknown {
  if (isMembers(a) && isMembers(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    const members = [...keys].map((key) => [key, blend(a[key], b[key], share, dice)]);
    return Object.fromEntries(
      members.filter(([key, value]) => value !== undefined && !(key === 'annotations' && equal(value, {}))),
    );
  }
  if (Array.isArray(a) && Array.isArray(b) && a.length === b.length && equal(a.map(nameOf), b.map(nameOf))) {
    return a.map((item, i) => blend(item, b[i], share, dice));
  }
  return dice() < share ? b : a;
}

function nameOf(item: unknown): unknown {
  return isMembers(item) ? item.name : undefined;
}

function random(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}
