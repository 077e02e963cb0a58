import type { IContainer } from 'kubernetes-models/v1/Container';
import type { Made, Simulated } from '../model.ts';
import { madeUpKeys, makeBudget, makeSecret, makeService, makeStatefulSet } from '../parts.ts';
import { type PerconaPart, perconaPod } from './component.ts';
import { type MySql, type MySqlPart, mysqlLabels } from './mysqlNames.ts';
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
  const ports = { mysql: 3306, 'mysql-admin': 33062, mysqlx: 33060, http: 6450, 'mysql-gr': 33061 };
  const main = { ...container('mysql', part, part.resources), ports: named({ mysql: 3306, 'mysql-gr': 33061 }) };
  return component(object, 'mysql', 'database', part, ports, 600, [main, ...helper]);
}

function proxies(object: MySql): readonly Made[] {
  const part = object.spec?.proxy?.haproxy;
  if (part?.enabled !== true) return [];
  const ports = { mysql: 3306, 'mysql-replicas': 3307, 'proxy-protocol': 3309, mysqlx: 33060, 'mysql-admin': 33062 };
  return component(object, 'haproxy', 'proxy', part, ports, 600, [
    { ...container('haproxy', part, part.resources), ports: named({ mysql: 3306, 'mysql-replicas': 3307 }) },
    container('mysql-monit', part, part.sidecarResources?.['mysql-monit']),
  ]);
}

/** Servers or proxies, with their Service and budget. */
function component(
  object: MySql,
  name: string,
  role: string,
  part: MySqlPart,
  ports: Readonly<Record<string, number>>,
  grace: number,
  containers: IContainer[],
): readonly Made[] {
  const selector = mysqlLabels(object, name, role);
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
  const made = (suffixed: string, keys: readonly string[], type?: string): Made => {
    const identity = { name: suffixed, namespace, labels: { 'app.kubernetes.io/instance': name } };
    return { resource: makeSecret(identity, madeUpKeys(identity, keys), type), once: true, orphan: true };
  };
  const users = ['root', 'xtrabackup', 'monitor', 'operator', 'replication', 'orchestrator', 'heartbeat'];
  return [
    made(spec?.secretsName ?? `${name}-secrets`, users),
    made(spec?.sslSecretName ?? `${name}-ssl`, ['ca.crt', 'tls.crt', 'tls.key'], 'kubernetes.io/tls'),
  ];
}

function container(name: string, part: PerconaPart, resources: IContainer['resources']): IContainer {
  return { name, image: part.image, resources, securityContext: part.containerSecurityContext };
}

const named = (ports: Readonly<Record<string, number>>): IContainer['ports'] =>
  Object.entries(ports).map(([name, containerPort]) => ({ name, containerPort }));
