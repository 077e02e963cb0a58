import { settingBehind } from '../link/external.ts';
import { settingsAt } from '../link/level.ts';
import type { Linked } from '../link/link.ts';
import type { Environment, Fleet } from '../model/fleet.ts';
import { memberAt } from '../model/json.ts';
import type { Position } from '../model/position.ts';
import type { Cluster } from '../model/settings/index.ts';
import type { InputPath } from './dependencies.ts';

/** The origin of an input: the line that sets it, or the code that holds its default. */
export interface Origin {
  /** The path of the setting, such as `apps.api.scale.max`. */
  readonly setting: string;
  readonly value: unknown;
  /** The line that sets it; undefined for a default. */
  readonly at?: Position;
  /** For a default: the file that declares it. */
  readonly default?: string;
}

/** Finds the settings line behind an input of an app in a cluster. */
export function originOf(
  path: InputPath,
  linked: Linked,
  fleet: Fleet,
  environment: Environment,
  cluster: Cluster,
): Origin {
  const [root, ...rest] = path;
  const { app, inputs } = linked;
  const value = memberAt(inputs, path);
  const index = environment.settings.clusters.indexOf(cluster);
  const file = environment.file;
  const first = (setting: string, places: readonly Place[], fallback: string): Origin => {
    const place = places.find(({ within, path: inner }) => isSet(within, inner));
    if (!place) return { setting, value, default: fallback };
    return { setting, value, at: fleet.locate(place.file, place.at) };
  };
  switch (root) {
    case 'fleet':
      return { setting: `fleet.${rest.join('.')}`, value, at: fleet.locate('overlays/fleet.yaml', rest) };
    case 'environment':
      return rest[0] === 'name'
        ? { setting: 'the name of the environment', value, default: `overlays/${environment.name}/` }
        : { setting: rest.join('.'), value, at: fleet.locate(file, rest) };
    case 'cluster':
      return first(
        `clusters[${cluster.name}].${rest.join('.')}`,
        [{ within: cluster, path: rest, file, at: ['clusters', index, ...rest] }],
        'generators/model/settings/cluster.ts',
      );
    case 'images':
      return first(
        `images.${rest[0]}`,
        [{ within: environment.images, path: rest, file: environment.imagesFile, at: ['images', ...rest] }],
        app.source,
      );
    case 'settings':
      return first(`apps.${app.name}.${rest.join('.')}`, layered('apps', app.name, rest), app.source);
    case 'collected':
      return { setting: `what apps declare as ${rest[0]}`, value, default: 'apps/' };
    case 'replication':
      return { setting: 'the roles of the clusters', value, at: fleet.locate(file, ['clusters']) };
    default:
      return graphOrigin();
  }

  function layered(kind: 'apps' | 'data', name: string, inner: readonly string[]): Place[] {
    return [
      { within: cluster[kind]?.[name], path: inner, file, at: ['clusters', index, kind, name, ...inner] },
      { within: environment.settings[kind]?.[name], path: inner, file, at: [kind, name, ...inner] },
    ];
  }

  function graphOrigin(): Origin {
    const [, kind, alias, what, ...inner] = path;
    const edge = kind === 'uses' && alias !== undefined ? app.uses[alias] : undefined;
    if (edge && what === 'endpoint' && 'contract' in edge) {
      const { name } = edge.contract;
      const inside = settingsAt({ layer: 'cluster', environment, cluster }, 'data', name)
        .map(({ provider }) => provider)
        .findLast((provider) => provider !== undefined);
      // The address of a provider inside the cluster is no setting: it follows from the choice of the provider.
      const key = inside === undefined || inside === 'external' ? settingBehind(edge, inner) : 'provider';
      if (key === 'provider')
        return { ...first(`data.${name}.provider`, layered('data', name, [key]), ''), value: inside };
      return first(`data.${name}.${key}`, layered('data', name, [key]), 'generators/model/settings/contract.ts');
    }
    if (edge?.to === 'app')
      return { setting: `the ports of ${edge.app.name}`, value, default: `apps/${edge.app.name}.ts` };
    return { setting: `who calls ${app.name}`, value: undefined, default: 'apps/' };
  }
}

interface Place {
  readonly within: unknown;
  readonly path: readonly string[];
  readonly file: string;
  readonly at: readonly (string | number)[];
}

function isSet(within: unknown, path: readonly string[]): boolean {
  return memberAt(within, path) !== undefined;
}
