import type { ClusterPart } from '../../generators/blocks/platform/clusterApp.ts';
import { defaultDeny } from '../../generators/blocks/platform/defaultDeny.ts';
import { limitRange } from '../../generators/blocks/platform/limitRange.ts';
import { namespace } from '../../generators/blocks/platform/namespace.ts';
import { tiers } from '../tiers.ts';

/** A namespace for each tier, closed to the network, with requests for containers that name none. */
export const namespaces: ClusterPart = (shared) =>
  tiers.flatMap((tier) => [namespace(tier, shared), defaultDeny(tier, shared), limitRange(tier, shared)]);
