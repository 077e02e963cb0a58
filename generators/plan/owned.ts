import { paths } from '../files/paths.ts';
import type { Environment } from '../model/fleet.ts';

/** Folders that the generator owns whole: an entry there that is not planned is deleted. */
export function ownedFolders({
  environments,
}: {
  readonly environments: readonly Pick<Environment, 'name'>[];
}): string[] {
  return [
    paths.bases,
    paths.schemas,
    paths.prerequisites,
    paths.argocd,
    ...environments.flatMap(({ name }) => [paths.environmentApps(name), `overlays/${name}/clusters`]),
  ].sort();
}
