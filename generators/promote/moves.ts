import { isDeepStrictEqual } from 'node:util';
import type { SettingValue } from '../edit/setValue.ts';
import type { App } from '../model/app.ts';
import type { Finding } from '../model/finding.ts';
import type { Environment, Locate } from '../model/fleet.ts';
import { memberAt } from '../model/json.ts';
import { promotablePaths } from '../model/settings/promotable.ts';
import { resolveSettings } from '../model/settings/resolve.ts';
import { compareVersions, versionIn, versionOf } from '../model/version.ts';
import type { PromotionSource } from './source.ts';

/** One value that moves. */
export interface PromotedValue {
  /** The apps that it is about: several share an image. */
  readonly apps: readonly string[];
  /** `image api`, or the path of the setting in its app: `leastAppVersion`. */
  readonly what: string;
  /** What the target runs with now: what it sets, else the app's default. */
  readonly from: SettingValue;
  readonly to: SettingValue;
  /** Where it is set in the target. */
  readonly file: string;
  readonly path: readonly string[];
}

/** Where values move to. */
export interface PromotionTarget {
  readonly environment: Environment;
  /** The apps that any of its clusters runs. */
  readonly apps: readonly App[];
  /** What is about other apps stays. Default: everything moves. */
  readonly only?: App;
  readonly locate: Locate;
}

/**
 * What moves: images that the source names, and settings that it sets and that are marked as promotable. What the source
 * does not set is the default of the code, which both have. A version that would go back stays, and is a finding.
 */
export function movesBetween(
  source: PromotionSource,
  { environment, apps, only, locate }: PromotionTarget,
): { readonly moves: readonly PromotedValue[]; readonly findings: readonly Finding[] } {
  const all = [...imageMoves(source, environment, apps), ...settingMoves(source, environment, apps)];
  const wanted = only ? all.filter((move) => move.apps.includes(only.name)) : all;
  const back = wanted.filter(goesBack);
  return {
    moves: wanted.filter((move) => !back.includes(move)),
    findings: back.map((move) => behind(move, environment.name, locate)),
  };
}

function imageMoves(
  { images }: PromotionSource,
  { images: now, imagesFile }: Environment,
  apps: readonly App[],
): PromotedValue[] {
  return Object.entries(images).flatMap(([name, to]) => {
    const owners = apps.filter((app) => Object.hasOwn(app.images, name));
    const from = now[name] ?? owners[0]?.images[name];
    if (from === undefined || !isValue(to) || from === to) return [];
    const what = `image ${name}`;
    return [{ apps: owners.map((app) => app.name), what, from, to, file: imagesFile, path: ['images', name] }];
  });
}

function settingMoves(source: PromotionSource, { settings, file }: Environment, apps: readonly App[]): PromotedValue[] {
  return apps.flatMap((app) => {
    const now = resolveSettings(app, settings.apps?.[app.name]);
    return promotablePaths(app.settings).flatMap((path) => {
      const [from, to] = [memberAt(now, path), memberAt(source.apps[app.name], path)];
      if (!isValue(from) || !isValue(to) || isDeepStrictEqual(from, to)) return [];
      return [{ apps: [app.name], what: path.join('.'), from, to, file, path: ['apps', app.name, ...path] }];
    });
  });
}

/** Whether both are versions, of images from the same repository, and the new one is the older. */
function goesBack({ from, to }: PromotedValue): boolean {
  if (typeof from !== 'string' || typeof to !== 'string' || repositoryOf(from) !== repositoryOf(to)) return false;
  const [was, is] = [from, to].map((one) => versionOf(one) ?? versionIn(one));
  return was !== undefined && is !== undefined && compareVersions(is, was) < 0;
}

/** An image without tag and digest; of a text that is no image, nothing. */
const repositoryOf = (text: string) => /^(.*\/[^:@]+)[:@]/.exec(text)?.[1];

function behind({ apps, what, from, to, file, path }: PromotedValue, environment: string, locate: Locate): Finding {
  return {
    code: 'promotion-goes-back',
    severity: 'warning',
    message: `${environment} has ${short(from)}, and ${short(to)} is older: it is left as it is.`,
    fix: 'If the older one is right, set it by hand; else bring the newer one to the other environment first.',
    at: locate(file, path),
    field: path.join('.'),
    in: { environment, app: apps.length === 1 ? (apps[0] ?? what) : what },
  };
}

/** Without a digest, which says nothing to people. */
const short = (value: SettingValue) => String(value).replace(/@.*$/, '');

const isValue = (value: unknown): value is SettingValue => ['string', 'number', 'boolean'].includes(typeof value);
