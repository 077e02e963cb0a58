import type { Environment } from '../model/fleet.ts';
import type { Cluster, EnvironmentSettings } from '../model/settings/index.ts';

/** An environment with these clusters, for tests. */
export function exampleEnvironment(
  clusters: readonly Cluster[],
  settings: Partial<EnvironmentSettings> = {},
): Environment {
  return {
    name: 'test',
    file: 'overlays/test/environment.yaml',
    settings: { domain: 'example.com', secretPrefix: 'test', clusters, ...settings },
    imagesFile: 'overlays/test/images.yaml',
    images: {},
  };
}
