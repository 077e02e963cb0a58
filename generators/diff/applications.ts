import { type AppliedPaths, scopeOf } from './trees/folders.ts';
import type { Sides } from './trees/touched.ts';

/** Names of Applications that a change adds and removes. */
export interface ApplicationChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Every overlay of a cluster and every operator in it is an Application. */
export function applicationChanges({ before, after }: Sides<AppliedPaths>): ApplicationChanges {
  const [was, is] = [namesIn(before), namesIn(after)];
  return { added: [...is.difference(was)], removed: [...was.difference(is)] };
}

function namesIn({ builds, documents }: AppliedPaths): ReadonlySet<string> {
  const scopes = [...builds, ...documents.filter((path) => path.startsWith('argocd/operators/'))].map(scopeOf);
  const own = scopes.filter(({ cluster, app }) => cluster !== undefined && app !== 'argo-cd');
  return new Set(own.map(({ cluster, app }) => `${cluster}-${app}`));
}
