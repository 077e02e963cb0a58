import type { ICluster } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Cluster';
import type { DatabaseRight } from '../../../model/edge.ts';
import { credentialsName } from '../../secrets/systemCredentials.ts';
import type { PostgresSystem } from './system.ts';

type Managed = NonNullable<ICluster['spec']['managed']>;
type Role = NonNullable<Managed['roles']>[number];

/**
 * What a right is: roles that PostgreSQL has from the start, which hold for tables that come later, too, and attributes.
 * Whoever may read all data reads the verifiers of passwords as well (`pg_authid`): those here are of generated passwords,
 * too long to guess.
 * https://www.postgresql.org/docs/current/predefined-roles.html ·
 * https://www.postgresql.org/docs/current/role-attributes.html
 */
const rightsOf: Readonly<Record<DatabaseRight, Pick<Role, 'inRoles' | 'replication' | 'createrole'>>> = {
  read: { inRoles: ['pg_read_all_data'] },
  write: { inRoles: ['pg_read_all_data', 'pg_write_all_data'] },
  monitor: { inRoles: ['pg_monitor'] },
  replicate: { replication: true },
  'create-roles': { createrole: true },
};

/**
 * Roles of the accounts that a contract declares: they log in, and neither own a table nor make one. CloudNativePG creates
 * and changes them on the primary, and leaves a role alone that is no longer declared. Defaults of the CRD are written
 * out. https://cloudnative-pg.io/documentation/current/declarative_role_management/
 */
export function managedRoles({ accounts }: PostgresSystem): Managed | undefined {
  if (accounts.length === 0) return undefined;
  return {
    roles: accounts.map(({ user, rights, system }): Role => {
      const all = rights.map((right) => rightsOf[right]);
      const inRoles = [...new Set(all.flatMap((one) => one.inRoles ?? []))];
      return {
        name: user,
        ensure: 'present',
        login: true,
        inherit: true,
        connectionLimit: -1,
        ...Object.assign({}, ...all),
        ...(inRoles.length > 0 && { inRoles }),
        passwordSecret: { name: credentialsName(system.name) },
      };
    }),
  };
}
