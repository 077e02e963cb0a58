import type { IContainer } from 'kubernetes-models/v1/Container';
import {
  memberPods,
  mongodbBudget,
  mongodbPort,
  mongodbSecrets,
  routerPods,
} from '../../../generators/upstream/perconaMongodb.ts';
import { certificateKeys } from '../../../generators/upstream/secretKeys.ts';
import type { LabelMap, Made, Simulated } from '../model.ts';
import { madeUpKeys, makeBudget, makeSecret, makeService, makeStatefulSet } from '../parts.ts';
import { perconaPod } from './component.ts';
import { isSharded, type MongoDb, type MongoPart, type MongoReplicaSet, replicaSets } from './mongodbNames.ts';
import { mongodbStatus } from './mongodbStatus.ts';

/**
 * Percona's operator for a `PerconaServerMongoDB`: `pkg/psmdb/{statefulset,mongos,pdb}.go` and
 * `pkg/controller/perconaservermongodb/status.go` of version 1.22.
 */
export const simulatedMongodb: Simulated<MongoDb> = {
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

function members(object: MongoDb, set: MongoReplicaSet): readonly Made[] {
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
  return component(object, 'mongod', set, set.name, memberPods(object.metadata.name, set.name), agent);
}

function routers(object: MongoDb): readonly Made[] {
  const { name } = object.metadata;
  return component(object, 'mongos', object.spec?.sharding?.mongos ?? {}, 'mongos', routerPods(name), []);
}

function component(
  object: MongoDb,
  program: 'mongod' | 'mongos',
  part: MongoPart,
  suffix: string,
  selector: LabelMap,
  beside: IContainer[],
): readonly Made[] {
  const { name, namespace = '' } = object.metadata;
  const { spec } = object;
  const identity = { name: `${name}-${suffix}`, namespace, labels: { ...part.labels, ...selector } };
  const main: IContainer = {
    name: program,
    image: spec?.image,
    resources: part.resources,
    securityContext: part.containerSecurityContext,
    ports: [{ name: program === 'mongod' ? 'mongodb' : 'mongos', containerPort: mongodbPort }],
  };
  const initial: IContainer = {
    name: 'mongo-init',
    image: spec?.initImage,
    resources: part.resources,
    securityContext: spec?.initContainerSecurityContext,
  };
  const pod = perconaPod(part, identity.labels, part.terminationGracePeriodSeconds, [initial], [main, ...beside]);
  const stateful = { ...identity, selector, replicas: part.size ?? 3, serviceName: identity.name, pod };
  const budgetIdentity = { ...identity, name: mongodbBudget(selector) };
  return [
    { resource: makeService(identity, selector, { mongodb: mongodbPort }) },
    { resource: makeStatefulSet(stateful) },
    ...(part.podDisruptionBudget
      ? [{ resource: makeBudget(budgetIdentity, identity.labels, part.podDisruptionBudget) }]
      : []),
  ];
}

/** `pkg/controller/perconaservermongodb/{secrets,ssl}.go`: created where they are missing. */
function secrets({ metadata, spec }: MongoDb): readonly Made[] {
  const { namespace = '', name } = metadata;
  return Object.entries(mongodbSecrets(name, spec?.secrets ?? {})).map(([own, keys]) => {
    const identity = { name: own, namespace, labels: { 'app.kubernetes.io/instance': name } };
    const type = keys === certificateKeys ? 'kubernetes.io/tls' : undefined;
    return { resource: makeSecret(identity, madeUpKeys(identity, keys), type), once: true, orphan: true };
  });
}
