import type { App, AppName, Tier } from '../../model/app.ts';
import { labelsOf } from '../labels.ts';
import { kubernetesApi } from '../names.ts';
import { postgresCluster } from './postgresCluster.ts';
import { postgresPolicy, postgresPorts } from './postgresPolicy.ts';
import { type PostgresDefaults, type PostgresSettings, postgresSettings } from './postgresSettings.ts';

/** What a database in the cluster declares; its settings start with these values. */
export interface PostgresSpec extends PostgresDefaults {
  /** Repository path of the declaring file. */
  readonly source: string;
  /** Name of the CloudNativePG resource, of the database in it and of its owner. */
  readonly cluster: string;
  /** `registry/name:tag@sha256:digest`. */
  readonly image: string;
  /**
   * Namespaces whose pods may connect. Whole namespaces, because apps know contracts: which of them uses this database
   * stands in the settings of the contract, as an address outside the graph.
   */
  readonly clients: readonly [Tier, ...Tier[]];
}

/**
 * A PostgreSQL database in the cluster, run by the CloudNativePG operator: an instance in each zone, up to three.
 * It keeps no backups, and says so: switch it on where its data may be lost.
 */
export function postgres(name: AppName<never>, spec: PostgresSpec): App {
  return {
    name: name.name,
    tier: name.tier,
    source: spec.source,
    settings: postgresSettings(spec.source, spec),
    images: { [name.name]: spec.image },
    uses: { api: kubernetesApi },
    published: undefined,
    ports: () => postgresPorts,
    notes: () => [`${name.name} keeps no backups: what it holds is gone with its volumes`],
    render(inputs) {
      const labels = labelsOf(name.name, inputs, name.tier);
      const declared = { cluster: spec.cluster, image: inputs.images[name.name] ?? spec.image };
      return [
        postgresCluster(name, declared, inputs.settings as PostgresSettings, inputs, labels),
        postgresPolicy(name, spec.cluster, spec.clients, inputs, labels),
      ];
    },
  };
}
