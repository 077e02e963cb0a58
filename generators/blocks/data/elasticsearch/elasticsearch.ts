import type { TObject } from 'typebox';
import type { App, Provision, SettingsMistake } from '../../../model/app.ts';
import type { AppId } from '../../../model/appId.ts';
import type { ElasticsearchEndpoint } from '../../../model/endpoint.ts';
import { declare } from '../../../model/fact.ts';
import type { Inputs } from '../../../model/inputs.ts';
import type { Resource } from '../../../model/resource.ts';
import { elasticsearchPorts } from '../../../upstream/elastic.ts';
import { elasticsearchExporterPort } from '../../../upstream/metrics/elasticsearch.ts';
import { selectorOf } from '../../labels.ts';
import type { Alert } from '../../monitoring/alerts/alert.ts';
import { monitored } from '../../monitoring/targets/monitored.ts';
import { cloudIdentity } from '../../names.ts';
import { fetchedAccount } from '../../secrets/fetchedAccount.ts';
import { ownerOf, type PodOwner } from '../../workload/pods.ts';
import { serviceAccount } from '../../workload/serviceAccount.ts';
import { namedImages } from '../shared/images.ts';
import { versionMistakes } from '../shared/imageVersion.ts';
import { accountSource, elasticsearchAccounts } from './accounts.ts';
import { elasticsearchCluster } from './cluster.ts';
import { elasticsearchTargets } from './exporter.ts';
import { elasticsearchNames } from './names.ts';
import { elasticsearchNetwork } from './network.ts';
import type { ElasticsearchSettings } from './settings.ts';
import { elasticsearchSetupJob } from './setup.ts';
import { secureSettings, snapshotAccess } from './snapshots.ts';
import {
  type ElasticsearchBase,
  type ElasticsearchImages,
  type ElasticsearchSpec,
  elasticsearchBase,
  elasticsearchImageName,
  type Purposeful,
} from './system.ts';

/** What an Elasticsearch is for, and what follows from that. */
export interface Purpose<S extends ElasticsearchSettings, I extends ElasticsearchImages> {
  readonly kind: ElasticsearchEndpoint['kind'];
  readonly onStandby: Provision['onStandby'];
  /** Schema of the settings that environments may change. */
  readonly settings: TObject;
  of(base: ElasticsearchBase<S, I>): Purposeful;
  /** Further objects. */
  beside?(base: ElasticsearchBase<S, I>): readonly Resource[];
  mistakes?(inputs: Inputs): readonly SettingsMistake[];
  /** Its programs that are of one version. */
  readonly programs: readonly (keyof I & string)[];
  alerts(owner: PodOwner): readonly Alert[];
  /** What a person should know where there is one node alone. */
  readonly note: string;
}

/**
 * Elasticsearch in the cluster, run by Elastic's operator: nodes in each zone, two copies of each document in different
 * zones, and snapshots in a bucket.
 */
export function elasticsearchFor<S extends ElasticsearchSettings, I extends ElasticsearchImages>(
  app: AppId<never>,
  spec: ElasticsearchSpec<ElasticsearchEndpoint['kind'], I>,
  purpose: Purpose<S, I>,
): App {
  const { kind, onStandby, programs } = purpose;
  const names = elasticsearchNames(app, spec.contract.name);
  const baseIn = (inputs: Inputs) => elasticsearchBase<S, I>(app, spec, inputs);
  const systemIn = (inputs: Inputs) => {
    const base = baseIn(inputs);
    return { base, system: { ...base, ...purpose.of(base) } };
  };
  const self: App = {
    name: app.name,
    tier: app.tier,
    source: spec.source,
    settings: purpose.settings,
    images: namedImages(spec.images, elasticsearchImageName(app)),
    uses: { backups: spec.backups, identity: cloudIdentity },
    ports: () => ({ ...elasticsearchPorts, metrics: elasticsearchExporterPort }),
    declares: (inputs) => {
      const { system } = systemIn(inputs);
      const accounts = system.accounts.map(({ name }) => accountSource(app, name));
      return [...accounts.map((account) => declare(fetchedAccount, account)), ...snapshotAccess(system)];
    },
    mistakes: (inputs) => [
      ...(purpose.mistakes?.(inputs) ?? []),
      ...versionMistakes(inputs.images, programs.map(elasticsearchImageName(app)), 'the Elastic Stack'),
    ],
    notes: (inputs) => (baseIn(inputs).isCopied ? [] : [`${app.name} ${purpose.note}`]),
    provides: {
      contract: spec.contract,
      provider: 'eck',
      onStandby,
      endpoint: () => ({
        kind,
        host: names.host,
        port: elasticsearchPorts.https,
        peer: { pods: { namespace: app.tier, labels: selectorOf(app.name) } },
        credentials: accountSource(app, names.writer),
        authority: names.authority,
      }),
    },
    render(inputs) {
      const { base, system } = systemIn(inputs);
      return [
        elasticsearchCluster(system),
        ...elasticsearchAccounts(system),
        ...secureSettings(system),
        ...elasticsearchSetupJob(system),
        ...elasticsearchNetwork(system),
        ...(purpose.beside?.(base) ?? []),
        serviceAccount(system),
      ];
    },
  };
  return monitored(self, {
    targets: () => elasticsearchTargets({ app }),
    alerts: () => purpose.alerts(ownerOf(app)),
  });
}
