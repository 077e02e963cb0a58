import { paths } from '../files/paths.ts';
import type { Environment } from '../model/fleet.ts';

/** Folders that the generator owns whole: an entry there that is not planned is deleted. */
export function ownedFolders({
  environments,
}: {
  readonly environments: readonly Pick<Environment, 'name'>[];
}): string[] {
  return [
    'base',
    paths.schemas,
    paths.prerequisites,
    paths.argocd,
    ...environments.flatMap(({ name }) => [`overlays/${name}/apps`, `overlays/${name}/clusters`]),
  ].sort();
}
