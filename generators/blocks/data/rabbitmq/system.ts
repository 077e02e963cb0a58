import type { AppId } from '../../../model/appId.ts';
import type { BrokerContract } from '../../../model/edge.ts';
import type { Inputs } from '../../../model/inputs.ts';
import type { ImageName } from '../shared/images.ts';
import { type System, type SystemSpec, systemOf } from '../shared/system.ts';
import { quorumMembers } from '../shared/zonePlacement.ts';
import type { RabbitmqDefaults, RabbitmqSettings } from './settings.ts';

/** Images of a broker, each `registry/name:tag@sha256:digest`. */
export interface RabbitmqImages {
  readonly server: string;
}

/** Declaration of a broker in the cluster. Its sizes are the default settings. The contract has the queues on it. */
export interface RabbitmqSpec extends SystemSpec<'queue', RabbitmqImages>, RabbitmqDefaults {
  readonly contract: BrokerContract;
}

/** A broker in one cluster, resolved once per render. */
export interface RabbitmqSystem extends System<RabbitmqSettings, RabbitmqImages> {
  readonly contract: BrokerContract;
  /** Number of nodes. */
  readonly nodes: number;
}

/** Resolves a declaration for one cluster. */
export function rabbitmqSystem(app: AppId<never>, spec: RabbitmqSpec, inputs: Inputs): RabbitmqSystem {
  return {
    ...systemOf<RabbitmqSettings, RabbitmqImages>(app, spec, rabbitmqImageName(app), inputs),
    contract: spec.contract,
    nodes: quorumMembers(inputs.cluster),
  };
}

/** Gives the name in `images.yaml` of the only image: the app's own name. */
export function rabbitmqImageName({ name }: Pick<AppId, 'name'>): ImageName {
  return () => name;
}
