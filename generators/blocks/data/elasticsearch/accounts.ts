import type { CredentialSource } from '../../../model/endpoint.ts';
import type { Resource } from '../../../model/resource.ts';
import { externalSecret } from '../../secrets/externalSecret.ts';
import { systemCredentialSource, systemCredentials } from '../../secrets/systemCredentials.ts';
import { secretValue } from '../../secrets/value.ts';
import { metadataOf } from '../shared/system.ts';
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
const roles = {
  writer: { cluster: [], indices: [{ names: ['logs-*'], privileges: ['auto_configure', 'create_doc'] }] },
  // https://github.com/prometheus-community/elasticsearch_exporter/tree/v1.11.0#elasticsearch-7x-security-privileges
  exporter: { cluster: ['monitor', 'read_slm'], indices: [] },
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
} satisfies Readonly<Record<string, Role>>;

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
  const { writer, keeper, exporter, reader } = system.names;
  return [
    ...accountOf(system, writer, { roles: writer, definition: { [writer]: roles.writer } }),
    ...accountOf(system, keeper, { roles: keeper, definition: { [keeper]: roles.keeper } }),
    ...accountOf(system, exporter, { roles: exporter, definition: { [exporter]: roles.exporter } }),
    // Elasticsearch's own role: it reads all logs, and changes nothing.
    ...(system.settings.kibana.enabled ? accountOf(system, reader, { roles: 'viewer' }) : []),
  ];
}

function accountOf(
  system: ElasticsearchSystem,
  name: string,
  given: { readonly roles: string; readonly definition?: Readonly<Record<string, Role>> },
): Resource[] {
  const { app, labels } = system;
  const source = accountSource(app, name);
  return [
    ...systemCredentials({ name, tier: app.tier }, name, labels),
    externalSecret(metadataOf(system, name), {
      username: secretValue(name, source, 'username'),
      password: secretValue(name, source, 'password'),
      roles: { template: given.roles, from: {} },
      ...(given.definition && { 'roles.yml': { template: JSON.stringify(given.definition), from: {} } }),
    }),
  ];
}
