import type { CredentialSource } from '../../../model/endpoint.ts';
import type { Resource } from '../../../model/resource.ts';
import { externalSecret } from '../../secrets/externalSecret.ts';
import { systemCredentialSource, systemCredentials } from '../../secrets/systemCredentials.ts';
import { secretValue } from '../../secrets/value.ts';
import { metadataOf } from '../shared/system.ts';
import type { ElasticsearchAccount, ElasticsearchBase, ElasticsearchRole, ElasticsearchSystem } from './system.ts';

/** The account that exporters of metrics log in as: https://github.com/prometheus-community/elasticsearch_exporter/tree/v1.11.0#elasticsearch-7x-security-privileges */
export function metricsAccount({ names }: Pick<ElasticsearchBase, 'names'>): ElasticsearchAccount {
  return { name: names.exporter, role: { cluster: ['monitor', 'read_slm'], indices: [] } };
}

/**
 * The account of the Job. Elasticsearch deletes what is old and takes snapshots with the rights of who has told it to.
 * @param more what it may do beyond snapshots
 */
export function keeperAccount(
  { names }: Pick<ElasticsearchBase, 'names'>,
  more: ElasticsearchRole,
): ElasticsearchAccount {
  return {
    name: names.keeper,
    role: {
      cluster: ['monitor', ...more.cluster, 'manage_slm', 'cluster:admin/repository/*', 'cluster:admin/snapshot/*'],
      indices: [...more.indices, { names: ['.slm-history-*'], privileges: ['all'] }],
    },
  };
}

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
  return system.accounts.flatMap((account) => accountOf(system, account));
}

function accountOf(system: ElasticsearchSystem, account: ElasticsearchAccount): Resource[] {
  const { app, labels } = system;
  const { name } = account;
  const source = accountSource(app, name);
  const definition = 'role' in account ? JSON.stringify({ [name]: account.role }) : undefined;
  return [
    ...systemCredentials({ name, tier: app.tier }, name, labels),
    externalSecret(metadataOf(system, name), {
      username: secretValue(name, source, 'username'),
      password: secretValue(name, source, 'password'),
      roles: { template: 'role' in account ? name : account.builtIn, from: {} },
      ...(definition !== undefined && { 'roles.yml': { template: definition, from: {} } }),
    }),
  ];
}
