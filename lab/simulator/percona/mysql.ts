import type { IContainer } from 'kubernetes-models/v1/Container';
import {
  haproxyPods,
  haproxyPorts,
  mysqlPorts,
  mysqlSecrets,
  mysqlServerPods,
} from '../../../generators/upstream/perconaMysql.ts';
import { certificateKeys } from '../../../generators/upstream/secretKeys.ts';
import type { LabelMap, Made, Simulated } from '../model.ts';
import { madeUpKeys, makeBudget, makeSecret, makeService, makeStatefulSet } from '../parts.ts';
import { type PerconaPart, perconaPod } from './component.ts';
import type { MySql, MySqlPart } from './mysqlNames.ts';
import { mysqlStatus } from './mysqlStatus.ts';

/**
 * Percona's operator for a `PerconaServerMySQL` with group replication: `pkg/mysql`, `pkg/haproxy`, `pkg/k8s/pdb.go`
 * and `pkg/controller/ps/status.go` of version 1.2. Backups and their deletion are left out.
 */
export const simulatedMysql: Simulated<MySql> = {
  apiVersion: 'ps.percona.com/v1',
  kind: 'PerconaServerMySQL',
  manager: 'percona-server-mysql-operator',
  finalizers: ['percona.com/delete-mysql-pods-in-order', 'percona.com/delete-mysql-pvc', 'percona.com/delete-ssl'],
  makes: (object) => [...servers(object), ...proxies(object), ...secrets(object)],
  reports: mysqlStatus,
};

/** `pkg/k8s/init_image.go`. */
function initial({ spec }: MySql, component: string, part: PerconaPart): IContainer {
  return {
    name: `${component}-init`,
    image: spec?.initContainer?.image,
    resources: spec?.initContainer?.resources ?? part.resources,
    securityContext: spec?.initContainer?.containerSecurityContext ?? part.containerSecurityContext,
  };
}

function servers(object: MySql): readonly Made[] {
  const { mysql: part = {}, backup } = object.spec ?? {};
  const helper = backup?.enabled === true ? [container('xtrabackup', backup, backup.resources)] : [];
  const { mysql, admin, x, backup: http, group } = mysqlPorts;
  const ports = { mysql, 'mysql-admin': admin, mysqlx: x, http, 'mysql-gr': group };
  const main = { ...container('mysql', part, part.resources), ports: named({ mysql, 'mysql-gr': group }) };
  return component(object, 'mysql', mysqlServerPods(object.metadata.name), part, ports, 600, [main, ...helper]);
}

function proxies(object: MySql): readonly Made[] {
  const part = object.spec?.proxy?.haproxy;
  if (part?.enabled !== true) return [];
  const { write, read, proxied, x, admin } = haproxyPorts;
  const ports = { mysql: write, 'mysql-replicas': read, 'proxy-protocol': proxied, mysqlx: x, 'mysql-admin': admin };
  return component(object, 'haproxy', haproxyPods(object.metadata.name), part, ports, 600, [
    { ...container('haproxy', part, part.resources), ports: named({ mysql: write, 'mysql-replicas': read }) },
    container('mysql-monit', part, part.sidecarResources?.['mysql-monit']),
  ]);
}

/** Servers or proxies, with their Service and budget. */
function component(
  object: MySql,
  name: string,
  selector: LabelMap,
  part: MySqlPart,
  ports: Readonly<Record<string, number>>,
  grace: number,
  containers: IContainer[],
): readonly Made[] {
  const labels = { ...object.spec?.metadata?.labels, ...part.labels, ...selector };
  const { namespace = '' } = object.metadata;
  const identity = { name: `${object.metadata.name}-${name}`, namespace, labels };
  const pod = perconaPod(part, selector, part.gracePeriod ?? grace, [initial(object, name, part)], containers);
  const set = { ...identity, selector, replicas: part.size ?? 3, serviceName: identity.name, pod };
  const { podDisruptionBudget } = part;
  return [
    { resource: makeService(identity, selector, ports) },
    { resource: makeStatefulSet(set) },
    ...(podDisruptionBudget ? [{ resource: makeBudget(identity, selector, podDisruptionBudget) }] : []),
  ];
}

/** `pkg/users`: system accounts, and the certificate that the operator signs if no issuer is given. */
function secrets({ metadata, spec }: MySql): readonly Made[] {
  const { namespace = '', name } = metadata;
  const named = { users: spec?.secretsName, ssl: spec?.sslSecretName };
  return Object.entries(mysqlSecrets(name, named)).map(([own, keys]) => {
    const identity = { name: own, namespace, labels: { 'app.kubernetes.io/instance': name } };
    const type = keys === certificateKeys ? 'kubernetes.io/tls' : undefined;
    return { resource: makeSecret(identity, madeUpKeys(identity, keys), type), once: true, orphan: true };
  });
}

function container(name: string, part: PerconaPart, resources: IContainer['resources']): IContainer {
  return { name, image: part.image, resources, securityContext: part.containerSecurityContext };
}

const named = (ports: Readonly<Record<string, number>>): IContainer['ports'] =>
  Object.entries(ports).map(([name, containerPort]) => ({ name, containerPort }));
