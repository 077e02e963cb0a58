import type { App } from '../../../model/app.ts';
import type { AppId } from '../../../model/appId.ts';
import { declare } from '../../../model/fact.ts';
import type { Inputs } from '../../../model/inputs.ts';
import { elasticsearchPorts } from '../../../upstream/elastic.ts';
import { elasticsearchExporterPort } from '../../../upstream/metrics/elasticsearch.ts';
import { selectorOf } from '../../labels.ts';
import { elasticsearchAlerts } from '../../monitoring/alerts/elasticsearch.ts';
import { monitored } from '../../monitoring/targets/monitored.ts';
import { cloudIdentity } from '../../names.ts';
import { fetchedAccount } from '../../secrets/fetchedAccount.ts';
import { ownerOf } from '../../workload/pods.ts';
import { serviceAccount } from '../../workload/serviceAccount.ts';
import { namedImages } from '../shared/images.ts';
import { versionMistakes } from '../shared/imageVersion.ts';
import { accountSource, elasticsearchAccounts } from './accounts.ts';
import { elasticsearchCluster } from './cluster.ts';
import { elasticsearchTargets } from './exporter.ts';
import { kibana } from './kibana.ts';
import { elasticsearchMistakes } from './mistakes.ts';
import { elasticsearchNames } from './names.ts';
import { elasticsearchNetwork } from './network.ts';
import { elasticsearchSettings } from './settings.ts';
import { elasticsearchSetupJob } from './setup.ts';
import { secureSettings, snapshotAccess } from './snapshots.ts';
import { type ElasticsearchSpec, elasticsearchImageName, elasticsearchSystem } from './system.ts';

/**
 * Elasticsearch in the cluster, run by Elastic's operator: nodes in each zone, two copies of each document in different
 * zones, and snapshots in a bucket. Each cluster keeps its own logs, a standby too.
 */
export function elasticsearch(app: AppId<never>, spec: ElasticsearchSpec): App {
  const names = elasticsearchNames(app, spec.contract.name);
  const accounts = [names.writer, names.keeper, names.exporter, names.reader].map((name) => accountSource(app, name));
  const self: App = {
    name: app.name,
    tier: app.tier,
    source: spec.source,
    settings: elasticsearchSettings(spec.source, spec),
    images: namedImages(spec.images, elasticsearchImageName(app)),
    uses: { backups: spec.backups, identity: cloudIdentity },
    ports: () => ({ ...elasticsearchPorts, metrics: elasticsearchExporterPort }),
    declares: (inputs) => [
      ...accounts.map((account) => declare(fetchedAccount, account)),
      ...snapshotAccess(elasticsearchSystem(app, spec, inputs)),
    ],
    mistakes: (inputs) => [
      ...elasticsearchMistakes(inputs),
      ...versionMistakes(inputs.images, ['server', 'kibana'].map(elasticsearchImageName(app)), 'the Elastic Stack'),
    ],
    notes: (inputs) => notesOn(app, spec, inputs),
    provides: {
      contract: spec.contract,
      provider: 'eck',
      onStandby: 'own',
      endpoint: () => ({
        kind: 'logs',
        host: names.host,
        port: elasticsearchPorts.https,
        peer: { pods: { namespace: app.tier, labels: selectorOf(app.name) } },
        credentials: accountSource(app, names.writer),
        authority: names.authority,
      }),
    },
    render(inputs) {
      const system = elasticsearchSystem(app, spec, inputs);
      return [
        elasticsearchCluster(system),
        ...elasticsearchAccounts(system),
        ...secureSettings(system),
        ...elasticsearchSetupJob(system),
        ...elasticsearchNetwork(system),
        ...kibana(system),
        serviceAccount(system),
      ];
    },
  };
  return monitored(self, {
    targets: () => elasticsearchTargets({ app }),
    alerts: () => elasticsearchAlerts(ownerOf(app)),
  });
}

function notesOn(app: AppId<never>, spec: ElasticsearchSpec, inputs: Inputs): string[] {
  const { isCopied } = elasticsearchSystem(app, spec, inputs);
  return isCopied ? [] : [`${app.name} keeps one copy of each log here: with its node they are gone until it is back`];
}
