import { type ApplicationFile, expectedFrom, placeOf } from './expected.ts';
import type { History } from './history.ts';
import type { Ring } from './ring.ts';
import { deriveRings } from './rings.ts';
import { readRingSettings } from './settings.ts';

const settingsFile = /^overlays\/([^/]+)\/environment\.yaml$/;

/**
 * The rings of a commit, by name and in order, with the Applications that ApplicationSets create from its generated
 * files. They are read from git, as ApplicationSets do, and not from the model, which may differ between this code and
 * that commit.
 */
export async function ringsAt(history: History, commit: string): Promise<ReadonlyMap<string, Ring>> {
  const files = await history.list(commit, ['overlays', 'argocd']);
  const paths = files.filter((path) => settingsFile.test(path) || placeOf(path));
  const texts = await history.read(commit, paths);
  const settings = paths.flatMap((path, index) => {
    const environment = settingsFile.exec(path)?.[1];
    return environment === undefined ? [] : (readRingSettings(environment, texts[index] ?? '') ?? []);
  });
  const synced = new Set(settings.map(({ environment }) => environment));
  const applications = paths.flatMap((path, index): ApplicationFile[] => {
    const place = placeOf(path);
    return place && synced.has(place.environment) ? [{ ...place, text: texts[index] ?? '' }] : [];
  });
  const folder = await history.folder();
  return deriveRings(settings, applications, (file) => expectedFrom(file, folder));
}
