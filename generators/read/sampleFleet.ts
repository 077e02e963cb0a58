import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { isJsonObject } from '../model/json.ts';
import { isReservedDomain } from '../model/reservedDomain.ts';
import { environmentFolders } from './folders.ts';

/** Where the repository of the sample company would be. It is not there, so no Argo CD syncs from it. */
const sampleRepository = 'https://github.com/example/mobile-backend-gitops.git';

/**
 * Whether the settings in a folder are those of the sample company, which this repository has until `npm run init`: the
 * repository is the sample's, and every environment is published under a domain that nobody can have. Both are facts of
 * what runs, not a mark that somebody sets: a fleet that runs syncs from its own repository or serves its own domain,
 * so it is never taken for the sample.
 */
export function isSampleFleet(root: string): boolean {
  const { environments } = environmentFolders(root);
  const domains = environments.map((name) => textIn(root, `overlays/${name}/environment.yaml`, 'domain'));
  return (
    environments.length > 0 &&
    textIn(root, 'overlays/fleet.yaml', 'repository') === sampleRepository &&
    domains.every((domain) => domain !== undefined && isReservedDomain(domain))
  );
}

/** A text at the top of a settings file; undefined where there is none, or no file that can be read. */
function textIn(root: string, file: string, key: string): string | undefined {
  if (!existsSync(join(root, file))) return undefined;
  try {
    const settings: unknown = parse(readFileSync(join(root, file), 'utf8'));
    const value = isJsonObject(settings) ? settings[key] : undefined;
    return typeof value === 'string' ? value : undefined;
  } catch {
    // What is wrong there, `readFleet` says.
    return undefined;
  }
}
