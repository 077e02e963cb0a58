import { Type } from 'typebox';
import type { App } from '../../../model/app.ts';
import type { AppId } from '../../../model/appId.ts';
import type { Contract } from '../../../model/edge.ts';
import type { Endpoint } from '../../../model/endpoint.ts';
import { declared } from '../../declared/declared.ts';
import { SystemSchema } from '../../declared/systemSchema.ts';
import { valkeyAlerts } from '../../monitoring/alerts/valkey.ts';
import { monitored } from '../../monitoring/targets/monitored.ts';
import { hostOf } from '../../runtime.ts';
import { disruptionBudget } from '../../scaling/disruptionBudget.ts';
import { systemCredentialSource, systemCredentials } from '../../secrets/systemCredentials.ts';
import { tooSmall } from '../../sizes/tooSmall.ts';
import { podsOfOwner } from '../../workload/pods.ts';
import { serviceAccount } from '../../workload/serviceAccount.ts';
import { namedImages } from '../shared/images.ts';
import { evictions } from './config.ts';
import { valkeyConfigMap } from './configMap.ts';
import { valkeyTargets } from './metrics.ts';
import { membersDomain, valkeyPods, valkeyPorts } from './names.ts';
import { valkeyPolicy } from './network.ts';
import { valkeyProxies } from './proxies.ts';
import { valkeyServer } from './server.ts';
import { valkeyServices } from './services.ts';
import { type ValkeySettings, valkeySettings } from './settings.ts';
import { valkeySizes } from './sizes.ts';
import { type ValkeySpec, valkeyImageName, valkeySystem } from './system.ts';

const EvictionSchema = Type.Object({ eviction: Type.Optional(Type.Unsafe({ enum: evictions })) });

/**
 * Valkey inside the cluster, without an operator: none is ready for production. Three members over the zones, each with
 * a server and a Sentinel. When two Sentinels agree that the primary is down, another member becomes the primary within
 * seconds. Replication is asynchronous, so the last writes may be lost then. A cluster with one zone has one member.
 *
 * Clients with Sentinel support connect to members. Proxies forward all other clients to the primary. A Service alone
 * could not: its selector would need something that labels the primary, and if only the primary were ready, every
 * rollout would stop.
 *
 * The password is never renewed. To change it, delete the Secret, then all pods at once: members with different
 * passwords cannot connect to each other.
 * https://valkey.io/topics/sentinel/
 */
export function valkey(app: AppId<never>, spec: ValkeySpec): App {
  const self: App = {
    name: app.name,
    tier: app.tier,
    source: spec.source,
    declared: [declared(SystemSchema, spec), declared(EvictionSchema, spec)],
    settings: valkeySettings(spec.source, spec),
    images: namedImages(spec.images, valkeyImageName),
    uses: {},
    ports: () => valkeyPorts,
    mistakes: ({ settings }) => tooSmall(app.name, valkeySizes(settings as ValkeySettings)),
    notes: () => [],
    provides: {
      contract: spec.contract,
      provider: 'valkey',
      onStandby: spec.onStandby ?? 'absent',
      endpoint: () => endpoint(app, spec.contract),
    },
    render(inputs) {
      const system = valkeySystem(app, spec, inputs);
      const config = valkeyConfigMap(system);
      return [
        config,
        ...systemCredentials(app, 'default', system.labels),
        serviceAccount(system),
        valkeyServer(system, config),
        disruptionBudget(podsOfOwner(system.owner, system.labels)),
        ...valkeyServices(system),
        valkeyPolicy(system),
        ...valkeyProxies(system),
      ];
    },
  };
  return monitored(self, {
    targets: (inputs) => valkeyTargets(valkeySystem(app, spec, inputs)),
    alerts: (inputs) => valkeyAlerts(valkeySystem(app, spec, inputs).owner),
  });
}

function endpoint(app: AppId, { name }: Contract<'cache'>): Endpoint {
  return {
    kind: 'cache',
    host: hostOf(app),
    port: valkeyPorts.valkey,
    tls: false,
    credentials: systemCredentialSource(app),
    peer: { pods: { namespace: app.tier, labels: valkeyPods(app) } },
    sentinel: { host: membersDomain(app), port: valkeyPorts.sentinel, name },
  };
}
