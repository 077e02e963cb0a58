import { parse } from 'yaml';
import { Failure } from '../model/finding.ts';
import type { RingSettings } from './rings.ts';

interface Written {
  readonly synced?: boolean;
  readonly rings?: readonly string[];
  readonly clusters?: readonly { readonly name: string; readonly ring?: string }[];
}

/**
 * Reads the settings about rings from the `environment.yaml` of a commit; undefined for an environment that the hub
 * does not sync. Other keys are ignored: a release reads commits that may be older or newer than this code.
 * @throws Failure when the file is invalid
 */
export function readRingSettings(environment: string, text: string): RingSettings | undefined {
  const { synced = true, rings = [], clusters = [] } = parseSettings(environment, text);
  return synced ? { environment, rings, clusters } : undefined;
}

function parseSettings(environment: string, text: string): Written {
  try {
    const written = parse(text) as Written | null;
    const { rings = [], clusters } = written ?? {};
    if (written && Array.isArray(rings) && Array.isArray(clusters)) return written;
  } catch {
    // reported below
  }
  const what = `overlays/${environment}/environment.yaml of that commit cannot be read.`;
  throw new Failure(what, 'See `npm run validate` at that commit.');
}
