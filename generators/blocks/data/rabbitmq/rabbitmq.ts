import type { App, EdgeUser } from '../../../model/app.ts';
import type { AppId } from '../../../model/appId.ts';
import { endOf } from '../../../model/broker.ts';
import type { QueueEdge, TopicEdge } from '../../../model/edge.ts';
import type { Endpoint } from '../../../model/endpoint.ts';
import { rabbitmqPorts } from '../../../upstream/rabbitmq.ts';
import { BrokerSchema } from '../../declared/brokerSchema.ts';
import { declared } from '../../declared/declared.ts';
import { SystemSchema } from '../../declared/systemSchema.ts';
import { selectorOf } from '../../labels.ts';
import { rabbitmqAlerts } from '../../monitoring/alerts/rabbitmq.ts';
import { monitored } from '../../monitoring/targets/monitored.ts';
import { hostOf } from '../../runtime.ts';
import { disruptionBudget } from '../../scaling/disruptionBudget.ts';
import { clusterSecrets } from '../../secrets/clusterSecrets.ts';
import { tooSmall } from '../../sizes/tooSmall.ts';
import { podsOfOwner } from '../../workload/pods.ts';
import { namedImages } from '../shared/images.ts';
import { rabbitmqCluster } from './cluster.ts';
import { rabbitmqTargets } from './metrics.ts';
import { userSecret } from './names.ts';
import { rabbitmqNetwork } from './network.ts';
import { type RabbitmqSettings, rabbitmqSettings } from './settings.ts';
import { rabbitmqSizes } from './sizes.ts';
import { type RabbitmqSpec, rabbitmqImageName, rabbitmqSystem } from './system.ts';
import { brokerTopology } from './topology.ts';
import { waysOf } from './ways.ts';

/**
 * RabbitMQ broker in the cluster with its queues and their dead letters: three nodes over the zones. A publisher gets its
 * confirmation once a majority of nodes has the message. The operator creates no PodDisruptionBudget, so there is one
 * here. Messages are not backed up and a standby cluster runs no broker: when another cluster becomes active,
 * unconsumed messages stay on the old broker.
 */
export function rabbitmq(app: AppId<never>, spec: RabbitmqSpec): App {
  const self: App = {
    name: app.name,
    tier: app.tier,
    source: spec.source,
    declared: [declared(SystemSchema, spec), declared(BrokerSchema, spec)],
    settings: rabbitmqSettings(spec.source, spec),
    images: namedImages(spec.images, rabbitmqImageName(app)),
    uses: {},
    ports: () => rabbitmqPorts,
    mistakes: ({ settings }) => tooSmall(app.name, rabbitmqSizes(settings as RabbitmqSettings)),
    notes: () => [],
    provides: {
      contract: spec.contract,
      provider: 'rabbitmq',
      onStandby: 'absent',
      endpoint: (edge, _, user) => endpoint(app, edge as QueueEdge | TopicEdge, user),
    },
    render(inputs) {
      const system = rabbitmqSystem(app, spec, inputs);
      return [
        rabbitmqCluster(system),
        disruptionBudget(podsOfOwner(system.owner, system.labels)),
        rabbitmqNetwork(system),
        ...brokerTopology(system),
      ];
    },
  };
  return monitored(self, {
    targets: (inputs) => rabbitmqTargets(rabbitmqSystem(app, spec, inputs)),
    alerts: (inputs) => rabbitmqAlerts(rabbitmqSystem(app, spec, inputs).owner),
  });
}

function endpoint(app: AppId, edge: QueueEdge | TopicEdge, user: EdgeUser): Endpoint {
  return {
    kind: 'queue',
    host: hostOf(app),
    port: rabbitmqPorts.amqp,
    tls: false,
    queue: endOf(edge, user.name),
    peer: { pods: { namespace: app.tier, labels: selectorOf(app.name) } },
    credentials: {
      store: clusterSecrets.name,
      key: userSecret(edge.contract, user.name, waysOf(edge, user.uses)),
    },
  };
}
