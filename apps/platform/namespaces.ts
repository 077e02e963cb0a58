import type { ClusterPart } from '../../generators/blocks/platform/clusterApp.ts';
import { defaultDeny } from '../../generators/blocks/platform/defaultDeny.ts';
import { limitRange } from '../../generators/blocks/platform/limitRange.ts';
import { namespace } from '../../generators/blocks/platform/namespace.ts';
import { type Tier, tiers } from '../tiers.ts';

/** Tiers whose pods may do more than the restricted Pod Security Standard allows, each with the reason. */
const privileged: Partial<Record<Tier, string>> = {
  'node-agents': 'its pods read folders of their nodes, which the restricted and the baseline standard forbid',
};

/** A namespace for each tier, closed to the network, with requests for containers that name none. */
export const namespaces: ClusterPart = (shared) =>
  tiers.flatMap((tier) => [
    namespace(tier, shared, privileged[tier]),
    defaultDeny(tier, shared),
    limitRange(tier, shared),
  ]);
