import type { App } from '../../../model/app.ts';
import type { AppId } from '../../../model/appId.ts';
import type { Contract } from '../../../model/edge.ts';
import { labelsOf } from '../../labels.ts';
import { hostOf } from '../../runtime.ts';
import { disruptionBudget } from '../../scaling/disruptionBudget.ts';
import { systemCredentialSource, systemCredentials } from '../../secrets/systemCredentials.ts';
import type { Source } from '../../source.ts';
import { ownerOf, podsOfOwner } from '../../workload/pods.ts';
import { serviceAccount } from '../../workload/serviceAccount.ts';
import type { ValkeyPurpose } from './config.ts';
import { valkeyConfigMap } from './configMap.ts';
import { membersDomain, valkeyPods, valkeyPorts } from './names.ts';
import { valkeyPolicy } from './network.ts';
import { valkeyProxies } from './proxies.ts';
import { valkeyServers } from './servers.ts';
import { valkeyServices } from './services.ts';
import { type ValkeyDefaults, type ValkeySettings, valkeySettings } from './settings.ts';

/** What a Valkey inside the cluster declares; its settings start with these values. */
export interface ValkeySpec extends ValkeyDefaults {
  /** The declaring file: `here(import.meta)`. */
  readonly source: Source;
  readonly contract: Contract<'cache'>;
  readonly purpose: ValkeyPurpose;
  /** Images by what runs in them, each `registry/name:tag@sha256:digest`. */
  readonly images: ValkeyImages;
}

/** Names in `images.yaml`. Servers and Sentinels are one image. */
export interface ValkeyImages extends Readonly<Record<string, string>> {
  readonly valkey: string;
  readonly 'valkey-exporter': string;
  readonly 'valkey-proxy': string;
}

/**
 * Valkey inside the cluster, by its own means: no operator for it is ready for production. Three members over the zones,
 * a server and a Sentinel each; two Sentinels that agree make another member the primary within seconds. Replication
 * does not wait, so the last moment of writes may be lost then. In a cluster with one zone there is one member.
 *
 * Clients that understand Sentinel ask the members. For all others proxies stand before the primary: a Service alone
 * cannot follow it without something that writes labels, and readiness of the primary alone would stop every roll-out.
 *
 * The password never changes by itself. To change it, delete the Secret, then all pods at once: members with different
 * passwords do not find each other.
 * https://valkey.io/topics/sentinel/
 */
export function valkey(app: AppId<never>, spec: ValkeySpec): App {
  const { source, contract, purpose, images, ...defaults } = spec;
  return {
    name: app.name,
    tier: app.tier,
    source,
    settings: valkeySettings(source, defaults),
    images,
    uses: {},
    published: undefined,
    ports: () => valkeyPorts,
    notes: () => [],
    provides: {
      contract,
      provider: 'valkey',
      onStandby: 'absent',
      endpoint: () => ({
        kind: 'cache',
        host: hostOf(app),
        port: valkeyPorts.valkey,
        tls: false,
        credentials: systemCredentialSource(app.name),
        peer: { pods: { namespace: app.tier, labels: valkeyPods(app) } },
        sentinel: { host: membersDomain(app), port: valkeyPorts.sentinel, name: contract.name },
      }),
    },
    render(inputs) {
      const labels = { ...labelsOf(app.name, inputs, app.tier), ...valkeyPods(app) };
      const system = { app, set: contract.name, purpose, labels };
      const settings = inputs.settings as ValkeySettings;
      const config = valkeyConfigMap(system, settings, inputs.cluster);
      return [
        config,
        ...systemCredentials(app.name, 'default', labels),
        serviceAccount({ owner: ownerOf(app), labels, inputs }),
        valkeyServers(system, settings, config, inputs),
        disruptionBudget(podsOfOwner(ownerOf(app), labels)),
        ...valkeyServices(system, inputs.cluster),
        valkeyPolicy(system, inputs),
        ...valkeyProxies(system, inputs),
      ];
    },
  };
}
