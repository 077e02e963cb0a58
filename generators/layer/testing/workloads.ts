import fc from 'fast-check';
import { keyedBy, labels, listOf, map, mostly, replicaCount, some, words } from './arbitraries.ts';

const repository = some('ghcr.io/acme/api', 'ghcr-io/acme/api', 'localhost:5000/api');
const tag = some('', ':1', ':1.10', '@sha256:00', ':1@sha256:00');
const image = mostly(
  some('redis:1'),
  fc.tuple(repository, tag).map((parts) => parts.join('')),
);

const protocol = some('TCP', 'UDP');
const name = some('http', 'grpc');
const number = mostly(some(53, 80, 443, 8080), some(1073741824), 100);
const port = fc.record({ containerPort: number, protocol, name }, { requiredKeys: ['containerPort', 'protocol'] });
const barePort = fc.record({ containerPort: number, name }, { requiredKeys: ['containerPort'] });
/** Ports, now and then a list that Kustomize cannot merge. */
const ports = mostly(
  fc.oneof(keyedBy(port, 'containerPort', 'protocol'), keyedBy(barePort, 'containerPort')),
  listOf(fc.oneof(port, barePort), 3),
  50,
);

const reference = { secretKeyRef: { name: 's', key: 'k' } };
const variable = fc.oneof(
  fc.record({ name: some('A', 'B', 'C', 'D'), value: words }),
  fc.record({ name: some('A', 'E'), valueFrom: fc.constant(reference) }),
);
const container = map({
  image,
  args: listOf(words),
  env: keyedBy(variable, 'name'),
  ports,
  resources: map({ requests: map({ cpu: some('100m', '1') }), limits: map({ memory: some('1Gi', '2Gi') }) }),
  volumeMounts: keyedBy(fc.record({ mountPath: some('/a', '/b', '/c'), name: some(...'opqrstuvwxyz') }), 'mountPath'),
});
const containers = keyedBy(
  fc.tuple(some('app', 'proxy', 'exporter', 'init'), container).map(([name, rest]) => ({ name, ...rest })),
  'name',
);
const volume = fc.oneof(
  fc.record({ name: some('x', 'y'), emptyDir: map({ sizeLimit: some('1Gi') }) }),
  fc.record({ name: some('x', 'z'), image: fc.record({ reference: image }) }),
);

/** `topologySpreadConstraints`, by its two merge keys. */
export const spread = keyedBy(
  fc.record({
    topologyKey: some('zone', 'host'),
    whenUnsatisfiable: some('DoNotSchedule', 'ScheduleAnyway'),
    maxSkew: some(1, 2),
  }),
  'topologyKey',
  'whenUnsatisfiable',
);

/** The spec of a Deployment or StatefulSet. */
export const workload = map({
  replicas: replicaCount,
  strategy: map({ rollingUpdate: map({ maxSurge: some<unknown>(1, '25%') }) }),
  template: map({
    metadata: map({ labels, annotations: labels }),
    spec: map({
      containers,
      initContainers: containers,
      volumes: keyedBy(volume, 'name'),
      topologySpreadConstraints: spread,
      tolerations: listOf(map({ key: some('a', 'b'), operator: some('Exists') })),
      nodeSelector: labels,
      securityContext: map({ runAsUser: replicaCount, runAsNonRoot: fc.boolean() }),
    }),
  }),
});

const servicePort = fc.record(
  { port: number, targetPort: fc.oneof(replicaCount, name), name },
  { requiredKeys: ['port', 'targetPort'] },
);
/** The spec of a Service. */
export const service = map({
  type: some('ClusterIP', 'None'),
  selector: labels,
  ports: fc.oneof(
    keyedBy(servicePort, 'port'),
    keyedBy(fc.record({ port: number, protocol, name: words }), 'port', 'protocol'),
  ),
});
