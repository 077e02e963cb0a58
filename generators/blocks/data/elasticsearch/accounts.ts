import type { CredentialSource } from '../../../model/endpoint.ts';
import type { Resource } from '../../../model/resource.ts';
import { externalSecret } from '../../secrets/externalSecret.ts';
import { systemCredentialSource, systemCredentials } from '../../secrets/systemCredentials.ts';
import { secretValue } from '../../secrets/value.ts';
import { metadataOf } from '../shared/system.ts';
import type { ElasticsearchNames } from './names.ts';
import type { ElasticsearchSystem } from './system.ts';

/** A role as in `roles.yml`. */
interface Role {
  readonly cluster: readonly string[];
  readonly indices: readonly { readonly names: readonly string[]; readonly privileges: readonly string[] }[];
}

/**
 * What accounts may do: https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/elasticsearch-privileges.
 * Who writes logs makes documents, and reads, changes and deletes none. Elasticsearch deletes old logs and takes snapshots
 * with the rights of who has told it to.
 */
const roles: Readonly<Record<'writer' | 'keeper', Role>> = {
  writer: { cluster: [], indices: [{ names: ['logs-*'], privileges: ['auto_configure', 'create_doc'] }] },
  keeper: {
    cluster: [
      'monitor',
      'manage_ilm',
      'manage_index_templates',
      'manage_slm',
      'cluster:admin/repository/*',
      'cluster:admin/snapshot/*',
    ],
    indices: [
      { names: ['logs-*'], privileges: ['manage'] },
      { names: ['.slm-history-*'], privileges: ['all'] },
    ],
  },
};

/** The entry with the name and the password of an account. */
export function accountSource(app: ElasticsearchSystem['app'], name: string): CredentialSource {
  return systemCredentialSource({ name, tier: app.tier });
}

/**
 * Accounts with their roles, in the form in which the operator takes both from one Secret:
 * https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/file-based. The password is made once;
 * what is beside it follows this declaration.
 */
export function elasticsearchAccounts(system: ElasticsearchSystem): Resource[] {
  return (['writer', 'keeper'] as const).flatMap((account) => accountOf(system, account));
}

function accountOf(system: ElasticsearchSystem, account: keyof typeof roles & keyof ElasticsearchNames): Resource[] {
  const { app, labels, names } = system;
  const name = names[account];
  const source = accountSource(app, name);
  return [
    ...systemCredentials({ name, tier: app.tier }, name, labels),
    externalSecret(metadataOf(system, name), {
      username: secretValue(name, source, 'username'),
      password: secretValue(name, source, 'password'),
      roles: { template: name, from: {} },
      'roles.yml': { template: JSON.stringify({ [name]: roles[account] }), from: {} },
    }),
  ];
}
