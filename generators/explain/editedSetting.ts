import type { Scope } from '../model/finding.ts';
import { isJsonObject } from '../model/json.ts';
import type { Position } from '../model/position.ts';
import type { Model } from '../plan/model.ts';

/**
 * The edited line that concerns an app in a cluster, where nothing that is rendered leads to it: of its settings, its
 * images, or the facts of its cluster. Undefined where none of them is edited.
 */
export function editedSetting(
  { fleet, catalogue }: Model,
  { environment: name, cluster, app }: Scope,
  isEdited: (at: Position) => boolean,
): Position | undefined {
  const environment = fleet?.environments.find((one) => one.name === name);
  if (!fleet || !environment || app === undefined) return undefined;
  const { settings, file, imagesFile } = environment;
  const index = settings.clusters.findIndex((one) => one.name === cluster);
  const declared = Object.keys(catalogue.apps.find((one) => one.name === app)?.images ?? {});
  // One that is not named there has no line of its own: the place would be that of all images.
  const images = declared.filter((image) => environment.images[image] !== undefined);
  const { apps, ...facts } = settings.clusters[index] ?? {};
  const places = [
    ...leaves(file, ['clusters', index, 'apps', app], apps?.[app]),
    ...leaves(file, ['apps', app], settings.apps?.[app]),
    ...images.map((image) => ({ file: imagesFile, path: ['images', image] })),
    ...leaves(file, ['clusters', index], facts),
  ];
  return places.map(({ file, path }) => fleet.locate(file, path)).find(isEdited);
}

type Path = readonly (string | number)[];

function leaves(file: string, path: Path, value: unknown): { readonly file: string; readonly path: Path }[] {
  if (value === undefined) return [];
  if (!isJsonObject(value)) return [{ file, path }];
  return Object.entries(value).flatMap(([key, member]) => leaves(file, [...path, key], member));
}
