import type { Resource } from '../../model/resource.ts';
import type { Shared } from './clusterApp.ts';
import { defaultDeny } from './defaultDeny.ts';
import { namespace } from './namespace.ts';
import { entryReader } from './secretReader.ts';

/** Namespace where developers create Secrets by hand, and where the random keys of apps are generated. */
export const developmentSecrets = 'development-secrets';

/**
 * A local cluster's own secret manager: a namespace with one Secret for each entry that apps refer to, a key for each
 * property. No pod runs there.
 *
 * These are objects that only local clusters have: whether they exist depends on the cluster, what they are called
 * never does.
 */
export function developmentSecretManager(shared: Shared): Resource[] {
  return [
    namespace(developmentSecrets, shared),
    defaultDeny(developmentSecrets, shared),
    ...entryReader(developmentSecrets, shared),
  ];
}
