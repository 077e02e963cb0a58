import type { IContainer } from 'kubernetes-models/v1/Container';
import type { Made, Simulated } from '../model.ts';
import { budget, madeUpKeys, secret, service, statefulSet } from '../parts.ts';
import { perconaPod } from './component.ts';
import { isSharded, labelsOf, type MongoDb, type MongoPart, type ReplicaSet, replicaSets } from './mongodbNames.ts';
import { mongodbStatus } from './mongodbStatus.ts';

/**
 * Percona's operator and a `PerconaServerMongoDB`: `pkg/psmdb/{statefulset,mongos,pdb}.go` and
 * `pkg/controller/perconaservermongodb/status.go` of version 1.22.
 */
export const mongodb: Simulated<MongoDb> = {
  apiVersion: 'psmdb.percona.com/v1',
  kind: 'PerconaServerMongoDB',
  manager: 'percona-server-mongodb-operator',
  finalizers: ['percona.com/delete-psmdb-pods-in-order', 'percona.com/delete-psmdb-pvc'],
  makes: (object) => [
    ...replicaSets(object).flatMap((set) => members(object, set)),
    ...(isSharded(object) ? routers(object) : []),
    ...secrets(object),
  ],
  reports: mongodbStatus,
};

function members(object: MongoDb, set: ReplicaSet): readonly Made[] {
  const { backup } = object.spec ?? {};
  const agent: IContainer[] =
    backup?.enabled === true
      ? [
          {
            name: 'backup-agent',
            image: backup.image,
            resources: backup.resources,
            securityContext: backup.containerSecurityContext,
          },
        ]
      : [];
  return component(object, set.component, set, set.name, agent);
}

function routers(object: MongoDb): readonly Made[] {
  return component(object, 'mongos', object.spec?.sharding?.mongos ?? {}, undefined, []);
}

function component(
  object: MongoDb,
  role: ReplicaSet['component'] | 'mongos',
  part: MongoPart,
  set: string | undefined,
  beside: IContainer[],
): readonly Made[] {
  const { name, namespace = '' } = object.metadata;
  const { spec } = object;
  const program = role === 'mongos' ? 'mongos' : 'mongod';
  const selector = labelsOf(object, role, set);
  const identity = { name: `${name}-${set ?? role}`, namespace, labels: { ...part.labels, ...selector } };
  const main: IContainer = {
    name: program,
    image: spec?.image,
    resources: part.resources,
    securityContext: part.containerSecurityContext,
    ports: [{ name: program === 'mongod' ? 'mongodb' : 'mongos', containerPort: 27017 }],
  };
  const initial: IContainer = {
    name: 'mongo-init',
    image: spec?.initImage,
    resources: part.resources,
    securityContext: spec?.initContainerSecurityContext,
  };
  const pod = perconaPod(part, identity.labels, part.terminationGracePeriodSeconds, [initial], [main, ...beside]);
  const stateful = { ...identity, selector, replicas: part.size ?? 3, serviceName: identity.name, pod };
  // `pkg/psmdb/pdb.go`: of routers, whose pods have no replica set, the name ends so.
  const budgetIdentity = { ...identity, name: `${name}-${role}-${set ?? ''}` };
  return [
    { resource: service(identity, selector, { mongodb: 27017 }) },
    { resource: statefulSet(stateful) },
    ...(part.podDisruptionBudget
      ? [{ resource: budget(budgetIdentity, identity.labels, part.podDisruptionBudget) }]
      : []),
  ];
}

/** `pkg/controller/perconaservermongodb/{secrets,ssl}.go`: where nobody else made them. */
function secrets({ metadata, spec }: MongoDb): readonly Made[] {
  const { namespace = '', name } = metadata;
  const made = (own: string, keys: readonly string[], type?: string): Made => {
    const identity = { name: own, namespace, labels: { 'app.kubernetes.io/instance': name } };
    return { resource: secret(identity, madeUpKeys(identity, keys), type), once: true, orphan: true };
  };
  const roles = ['BACKUP', 'CLUSTER_ADMIN', 'CLUSTER_MONITOR', 'DATABASE_ADMIN', 'USER_ADMIN'];
  const users = roles.flatMap((role) => [`MONGODB_${role}_USER`, `MONGODB_${role}_PASSWORD`]);
  const ssl = spec?.secrets?.ssl ?? `${name}-ssl`;
  const certificate = ['ca.crt', 'tls.crt', 'tls.key'];
  return [
    made(spec?.secrets?.users ?? `${name}-secrets`, users),
    made(ssl, certificate, 'kubernetes.io/tls'),
    made(`${ssl}-internal`, certificate, 'kubernetes.io/tls'),
    made(`${name}-mongodb-keyfile`, ['mongodb-key']),
  ];
}
