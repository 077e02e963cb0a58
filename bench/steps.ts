import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from '../generators/programs/cache.ts';
import { copySettings, editOneCluster, writeFleet } from './fleets.ts';
import { type Cost, timed } from './timed.ts';
import { measureWatch } from './watched.ts';

/** What is measured of a fleet, in this order: each step finds what the one before left. */
export const steps = [
  'generate, nothing there yet',
  'generate, nothing changed',
  'validate, nothing kept yet',
  'validate, nothing changed',
  'generate, one value of one cluster changed',
  'validate, one value of one cluster changed',
] as const;

/** One run of one step. */
export interface Measurement extends Cost {
  readonly step: string;
  /** Peak memory of Node.js, without the programs that it runs. */
  readonly mebibytes: number;
  /** Seconds until the code is loaded. */
  readonly loading: number;
  readonly overlays: number;
}

/** A fleet to measure: this repository's own, or one of so many clusters. */
export type FleetSize = 'own' | number;

/** All steps of one fleet, once. */
export interface MeasuredFleet {
  readonly steps: readonly Measurement[];
  /** Seconds from a save until it is generated and validated, of some rounds of one `watch`. */
  readonly watch: readonly number[];
}

/** Runs all steps in a new tree, with nothing kept at first. */
export function measureFleet(size: FleetSize, onStep: (step: string) => void): Promise<MeasuredFleet> {
  return inFolder(async (folder) => {
    const root = join(folder, 'tree');
    mkdirSync(root);
    if (size === 'own') copySettings(root);
    else writeFleet(root, size);
    const env = { ...process.env, MOBILE_GITOPS_CACHE: ownResults(join(folder, 'cache')) };
    const measured = steps.map((step) => {
      onStep(step);
      if (step.startsWith('generate, one value')) editOneCluster(root, 39);
      return { step, ...measure(step.startsWith('generate') ? 'generate' : 'validate', root, env) };
    });
    onStep('watch');
    return { steps: measured, watch: await measureWatch(root, env, 5) };
  });
}

function measure(what: string, root: string, env: NodeJS.ProcessEnv): Omit<Measurement, 'step'> {
  const { cost, stdout } = timed(process.execPath, [join(import.meta.dirname, 'measure.ts'), what, root], env);
  const { errors, ...said } = JSON.parse(stdout) as Measurement & { errors: readonly string[] };
  // Looking up the places of findings takes time as well: the figure would mean something else.
  if (errors.length > 0) throw new Error(`${what} found ${errors.length} errors, such as: ${errors[0]}`);
  return { ...said, ...cost };
}

/** A cache folder with the programs and schemas of this user, in which no result is kept yet. */
function ownResults(folder: string): string {
  mkdirSync(folder);
  for (const name of ['tools', 'schemas', 'locks', 'apps']) {
    mkdirSync(join(cacheFolder(), name), { recursive: true });
    symlinkSync(join(cacheFolder(), name), join(folder, name));
  }
  return folder;
}

/** Runs `body` in a new folder, which is deleted afterwards. */
export async function inFolder<T>(body: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    return await body(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
