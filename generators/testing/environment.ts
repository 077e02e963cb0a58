import type { Environment } from '../model/fleet.ts';
import type { Cluster, EnvironmentSettings } from '../model/settings/index.ts';

/** An environment with these clusters, for tests. */
export function exampleEnvironment(
  clusters: readonly Cluster[],
  settings: Partial<EnvironmentSettings> = {},
  name = 'test',
): Environment {
  return {
    name,
    file: `overlays/${name}/environment.yaml`,
    settings: { domain: 'example.com', secretPrefix: 'test', clusters, ...settings },
    imagesFile: `overlays/${name}/images.yaml`,
    images: {},
  };
}
