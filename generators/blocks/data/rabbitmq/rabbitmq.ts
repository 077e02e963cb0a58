import type { App } from '../../../model/app.ts';
import type { AppId } from '../../../model/appId.ts';
import type { Contract } from '../../../model/edge.ts';
import { labelsOf, selectorOf } from '../../labels.ts';
import { hostOf } from '../../runtime.ts';
import { disruptionBudget } from '../../scaling/disruptionBudget.ts';
import type { Source } from '../../source.ts';
import { ownerOf, podsOfOwner } from '../../workload/pods.ts';
import { rabbitmqCluster } from './cluster.ts';
import { rabbitmqNetwork, rabbitmqPorts } from './network.ts';
import { type RabbitmqDefaults, type RabbitmqSettings, rabbitmqSettings } from './settings.ts';
import { queueTopology, queueUserSecret } from './topology.ts';

/** What a broker in the cluster declares; its settings start with these values. */
export interface RabbitmqSpec extends RabbitmqDefaults {
  /** The declaring file: `here(import.meta)`. */
  readonly source: Source;
  /** The queue on it. */
  readonly contract: Contract<'queue'>;
  /** `registry/name:tag@sha256:digest`. */
  readonly image: string;
}

/**
 * A RabbitMQ broker in the cluster with one queue and its dead letters: three nodes over the zones, a majority of which
 * has every message before its publisher hears so. The operator makes no disruption budget, so there is one here. Messages
 * are in no backup, and a standby cluster has no broker: what is not yet consumed stays where it is.
 */
export function rabbitmq(name: AppId<never>, { source, contract, image, ...defaults }: RabbitmqSpec): App {
  return {
    name: name.name,
    tier: name.tier,
    source,
    settings: rabbitmqSettings(source, defaults),
    images: { [name.name]: image },
    uses: {},
    published: undefined,
    ports: () => rabbitmqPorts,
    notes: () => [],
    provides: {
      contract,
      provider: 'rabbitmq',
      onStandby: 'absent',
      endpoint: (edge) => ({
        kind: 'queue',
        host: hostOf(name),
        port: rabbitmqPorts.amqp,
        tls: false,
        queue: contract.name,
        peer: { pods: { namespace: name.tier, labels: selectorOf(name.name) } },
        credentials: {
          store: 'cluster-secrets',
          key: queueUserSecret(contract.name, edge.to === 'queue' ? edge.access : 'consume'),
        },
      }),
    },
    render(inputs) {
      const labels = labelsOf(name.name, inputs, name.tier);
      const settings = inputs.settings as RabbitmqSettings;
      return [
        rabbitmqCluster(name, inputs.images[name.name] ?? image, settings, inputs, labels),
        disruptionBudget(podsOfOwner(ownerOf(name), labels)),
        rabbitmqNetwork(name, inputs, labels),
        ...queueTopology(name, contract.name, settings, labels),
      ];
    },
  };
}
