import type { AppId } from '../../model/appId.ts';
import type { CredentialSource } from '../../model/endpoint.ts';
import { elasticsearchPorts, httpAuthority, httpService } from '../../upstream/elastic.ts';
import { accountStoreOf } from '../secrets/clusterSecrets.ts';

/** Names of the parts of one Elasticsearch, for those who use it. */
export interface ElasticsearchNames {
  /** URL of the Service, by a name that its certificate has. */
  readonly url: string;
  /** The entry with the account of those who write logs. */
  readonly writer: CredentialSource;
  /** The entry with the authority of its certificate, under the key `ca.crt`. */
  readonly authority: CredentialSource;
}

/** Names of the parts of one Elasticsearch. */
export function elasticsearchNames({ name, tier }: Pick<AppId, 'name' | 'tier'>): ElasticsearchNames {
  const store = accountStoreOf(tier);
  return {
    url: `https://${httpService(name)}.${tier}.svc:${elasticsearchPorts.https}`,
    writer: { store, key: `${name}-writer` },
    authority: { store, key: httpAuthority(name) },
  };
}
