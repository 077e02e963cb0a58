import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The state of a running lab, in `state.json` in its folder. */
export interface LabState {
  /** The process that owns the lab: when it exits, all programs of the lab are killed. */
  readonly pid: number;
  /** The phase of the start. */
  readonly phase: 'starting' | 'ready' | 'failed';
  /** The current step, or the error. */
  readonly message: string;
  /** How to correct the error. */
  readonly fix?: string;
  readonly clusters: readonly { readonly name: string; readonly kubeconfig: string }[];
  /** Path of a kubectl of the clusters' own version, once it is built. */
  readonly kubectl?: string;
}

/** The folder of the lab that `npm run lab` keeps: one for each copy of the repository. */
export const labFolder = (root: string) => join(root, '.cache', 'lab');

export function writeState(folder: string, state: LabState): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'state.json');
  writeFileSync(`${file}.new`, JSON.stringify(state, undefined, 2));
  renameSync(`${file}.new`, file);
}

/** The lab in a folder, if one is running there. */
export function readState(folder: string): LabState | undefined {
  const file = join(folder, 'state.json');
  if (!existsSync(file)) return undefined;
  const state = JSON.parse(readFileSync(file, 'utf8')) as LabState;
  return isAlive(state.pid) || state.phase === 'failed' ? state : undefined;
}

/** Names of the programs that have logs. */
export function logsOf(folder: string): string[] {
  const logs = join(folder, 'logs');
  return existsSync(logs) ? readdirSync(logs).map((file) => file.replace(/\.log$/, '')) : [];
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
