import type { App } from '../../../../model/app.ts';
import type { AppId } from '../../../../model/appId.ts';
import { searchAlerts } from '../../../monitoring/alerts/search.ts';
import { keeperAccount, metricsAccount } from '../accounts.ts';
import { elasticsearchFor, type Purpose } from '../elasticsearch.ts';
import type { ElasticsearchSettings, TierSize } from '../settings.ts';
import { toldSnapshots } from '../snapshots.ts';
import type { ElasticsearchBase, ElasticsearchImages, ElasticsearchSpec, Told } from '../system.ts';
import { searchEngineSettings } from './settings.ts';

/** Declaration of a search engine. Its sizes are the default settings. */
export interface SearchEngineSpec extends ElasticsearchSpec<'search', ElasticsearchImages>, TierSize {}

/**
 * Elasticsearch in which an app searches. Its indices follow from the app's own data, so a standby cluster has none: once
 * that is active, the app fills them again.
 */
export function elasticsearchOfSearch(app: AppId<never>, spec: SearchEngineSpec): App {
  const purpose: Purpose<ElasticsearchSettings, ElasticsearchImages> = {
    kind: 'search',
    onStandby: 'absent',
    settings: searchEngineSettings(spec.source, spec),
    of: (engine) => ({
      // Every node may be elected: with one in each of three zones, the loss of any zone leaves a majority.
      tiers: [{ name: 'data', roles: ['master', 'data', 'ingest'], size: engine.settings }],
      accounts: [
        keeperAccount(engine, { cluster: ['manage_index_templates'], indices: [] }),
        // Of all indices but Elasticsearch's own, which a role has to ask for by `allow_restricted_indices`. Who asks for
        // less than this finds no version and makes no index: https://docs.joinmastodon.org/admin/elasticsearch/
        {
          name: engine.names.writer,
          role: {
            cluster: ['monitor'],
            indices: [{ names: ['*'], privileges: ['read', 'monitor', 'write', 'manage'] }],
          },
        },
        metricsAccount(engine),
      ],
      told: { 'template.json': copies(engine), ...toldSnapshots(engine, '*') },
      clients: [],
    }),
    programs: ['server'],
    alerts: searchAlerts,
    note: 'keeps one copy of each document here: with its node they are gone until it is back',
  };
  return elasticsearchFor(app, spec, purpose);
}

/**
 * The number of copies of an index whose app says none. Templates that Elasticsearch brings have a priority of 100:
 * https://www.elastic.co/docs/manage-data/data-store/templates
 */
function copies({ isCopied }: ElasticsearchBase): Told {
  const settings = { index: { number_of_replicas: isCopied ? 1 : 0 } };
  return {
    path: '_index_template/copies',
    document: { index_patterns: ['*'], priority: 1, template: { settings } },
  };
}
