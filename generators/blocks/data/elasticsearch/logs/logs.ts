import type { App } from '../../../../model/app.ts';
import type { AppId } from '../../../../model/appId.ts';
import { logStoreAlerts } from '../../../monitoring/alerts/elasticsearch.ts';
import { keeperAccount, metricsAccount } from '../accounts.ts';
import { elasticsearchFor, type Purpose } from '../elasticsearch.ts';
import type { ElasticsearchAccount } from '../system.ts';
import { kibana } from './kibana.ts';
import { keptLogs } from './lifecycle.ts';
import { logStoreMistakes } from './mistakes.ts';
import { type LogStoreSettings, logStoreSettings } from './settings.ts';
import { kibanaName, type LogStore, type LogStoreImages, type LogStoreSpec, readerName } from './store.ts';

/** Elasticsearch for the logs of all pods. Each cluster keeps its own, a standby too. */
export function elasticsearchOfLogs(app: AppId<never>, spec: LogStoreSpec): App {
  const purpose: Purpose<LogStoreSettings, LogStoreImages> = {
    kind: 'logs',
    onStandby: 'own',
    settings: logStoreSettings(spec.source, spec),
    of: (store) => ({
      // Every hot node may be elected: with one in each of three zones, the loss of any zone leaves a majority.
      tiers: [
        { name: 'hot', roles: ['master', 'data_content', 'data_hot', 'ingest'], size: store.settings },
        { name: 'warm', roles: ['data_warm'], size: store.settings.warm },
      ],
      accounts: accountsOf(store),
      told: keptLogs(store),
      clients: store.settings.kibana.enabled ? [kibanaName(store.names)] : [],
    }),
    beside: kibana,
    mistakes: logStoreMistakes,
    programs: ['server', 'kibana'],
    alerts: logStoreAlerts,
    note: 'keeps one copy of each log here: with its node they are gone until it is back',
  };
  return elasticsearchFor(app, spec, purpose);
}

/** Who writes logs makes documents, and reads, changes and deletes none. */
function accountsOf(store: LogStore): readonly ElasticsearchAccount[] {
  const { names, settings } = store;
  const index = { names: ['logs-*'], privileges: ['manage'] };
  return [
    keeperAccount(store, { cluster: ['manage_ilm', 'manage_index_templates'], indices: [index] }),
    {
      name: names.writer,
      role: { cluster: [], indices: [{ names: ['logs-*'], privileges: ['auto_configure', 'create_doc'] }] },
    },
    metricsAccount(store),
    // Elasticsearch's own role: it reads all logs, and changes nothing.
    ...(settings.kibana.enabled ? [{ name: readerName(names), builtIn: 'viewer' }] : []),
  ];
}
