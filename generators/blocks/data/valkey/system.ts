import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import type { AppId } from '../../../model/appId.ts';
import type { Inputs } from '../../../model/inputs.ts';
import { kedaNamespace } from '../../../upstream/keda.ts';
import { inNamespace } from '../../networking/peers.ts';
import { type System, type SystemSpec, systemOf } from '../shared/system.ts';
import type { Eviction, ValkeyPurpose } from './config.ts';
import { memberHosts, valkeyPods } from './names.ts';
import type { ValkeyDefaults, ValkeySettings } from './settings.ts';

/** Images of a Valkey, each `registry/name:tag@sha256:digest`. */
export interface ValkeyImages {
  /** Valkey, for servers and for Sentinels. */
  readonly server: string;
  readonly exporter: string;
  readonly proxy: string;
}

/** Declaration of a Valkey in the cluster. Its sizes are the default settings. */
export interface ValkeySpec extends SystemSpec<'cache', ValkeyImages>, ValkeyDefaults {
  readonly purpose: ValkeyPurpose;
  /** What a cache forgets when it is full. Default: the keys that were least recently used. A broker forgets nothing. */
  readonly eviction?: Eviction;
  /** On a standby cluster. Default: `absent`. */
  readonly onStandby?: 'absent' | 'own';
  /** Pods that use it and are of no app of the graph. They know no Sentinel. Default: none. */
  readonly callers?: (inputs: Inputs) => readonly INetworkPolicyPeer[];
}

/** A Valkey in one cluster, resolved once per render. Sentinels know it by its name. */
export interface ValkeySystem extends System<ValkeySettings, ValkeyImages> {
  readonly purpose: ValkeyPurpose;
  readonly eviction: Eviction | undefined;
  /** Host name of each member. */
  readonly hosts: readonly string[];
  /** Pods of no app that use it. */
  readonly callers: readonly INetworkPolicyPeer[];
  /** KEDA, where an app works through a list here: it reads the length of the list. */
  readonly scalers: readonly INetworkPolicyPeer[];
}

/** Resolves a declaration for one cluster. */
export function valkeySystem(app: AppId<never>, spec: ValkeySpec, inputs: Inputs): ValkeySystem {
  const system = systemOf<ValkeySettings, ValkeyImages>(app, spec, valkeyImageName, inputs);
  return {
    ...system,
    labels: { ...system.labels, ...valkeyPods(app) },
    purpose: spec.purpose,
    eviction: spec.eviction,
    hosts: memberHosts(app, inputs.cluster),
    callers: spec.callers?.(inputs) ?? [],
    scalers: inputs.graph.usedBy.some(({ port }) => port === 'work') ? [inNamespace(kedaNamespace)] : [],
  };
}

/** Gives the name in `images.yaml` of the image of a part. All Valkeys of a cluster share these images. */
export function valkeyImageName(part: string): string {
  return part === 'server' ? 'valkey' : `valkey-${part}`;
}
