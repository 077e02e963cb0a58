import type { AppId } from '../../../model/appId.ts';
import type { CredentialSource } from '../../../model/endpoint.ts';
import { httpAuthority, httpService } from '../../../upstream/elastic.ts';
import { accountStoreOf } from '../../secrets/clusterSecrets.ts';

/** Names of the parts of one Elasticsearch. */
export interface ElasticsearchNames {
  /** The Elasticsearch, from which the operator derives all other names. */
  readonly cluster: string;
  /** Host name of the Service for clients, which its certificate has. */
  readonly host: string;
  /** The entry with the authority of its certificate. */
  readonly authority: CredentialSource;
  /** The account of the apps that write to it. */
  readonly writer: string;
  /** The account of the Job that sets up what is kept and how, and in whose name Elasticsearch does it from then on. */
  readonly keeper: string;
  /** The account of the exporters of metrics. */
  readonly exporter: string;
  /** The Job, its pods, its configuration and its network policy. */
  readonly setup: string;
  /** The Secret with settings of the bucket that must not be in a file. */
  readonly secureSettings: string;
}

/** Names of the parts of one Elasticsearch, by the contract that it provides. */
export function elasticsearchNames({ tier }: Pick<AppId, 'tier'>, contract: string): ElasticsearchNames {
  return {
    cluster: contract,
    host: `${httpService(contract)}.${tier}.svc`,
    authority: { store: accountStoreOf(tier), key: httpAuthority(contract) },
    writer: `${contract}-writer`,
    keeper: `${contract}-keeper`,
    exporter: `${contract}-exporter`,
    setup: `${contract}-setup`,
    secureSettings: `${contract}-secure-settings`,
  };
}
