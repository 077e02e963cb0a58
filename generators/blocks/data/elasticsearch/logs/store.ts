import type { ElasticsearchNames } from '../names.ts';
import type { ElasticsearchBase, ElasticsearchImages, ElasticsearchSpec } from '../system.ts';
import type { LogStoreDefaults, LogStoreSettings } from './settings.ts';

/** Images of a store of logs, each `registry/name:tag@sha256:digest`. */
export interface LogStoreImages extends ElasticsearchImages {
  /** Of the version of the server. */
  readonly kibana: string;
}

/** Declaration of a store of logs. Its sizes are the default settings. */
export interface LogStoreSpec extends ElasticsearchSpec<'logs', LogStoreImages>, LogStoreDefaults {}

/** A store of logs in one cluster. */
export type LogStore = ElasticsearchBase<LogStoreSettings, LogStoreImages>;

/** The pods of Kibana, their budget and their network policy. */
export function kibanaName({ cluster }: Pick<ElasticsearchNames, 'cluster'>): string {
  return `${cluster}-kibana`;
}

/** The account of people who read logs in Kibana. */
export function readerName({ cluster }: Pick<ElasticsearchNames, 'cluster'>): string {
  return `${cluster}-reader`;
}
