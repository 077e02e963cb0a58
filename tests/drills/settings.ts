import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { repository } from '../../generators/repository.ts';
import { promotionToken } from '../../policies/example/databaseCopy.ts';
import { edited, type Step } from './steps.ts';

/** The folder of all drills. */
export const drills = join(repository, 'docs/drills');

const production = [
  'overlays/fleet.yaml',
  ...['environment', 'images'].map((name) => `overlays/production/${name}.yaml`),
];

/** A folder with the settings of production, which a test may change. */
export function copySettings(context: { after(clean: () => void): void }): string {
  const root = mkdtempSync(join(tmpdir(), 'drill-'));
  context.after(() => rmSync(root, { recursive: true, force: true }));
  for (const file of production) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    cpSync(join(repository, file), join(root, file));
  }
  return root;
}

/** Makes the edit of a step in such a folder, with a token where the text leaves it open. */
export function follow(root: string, { file, diff }: Step): void {
  const path = join(root, file);
  const text = edited(readFileSync(path, 'utf8'), diff);
  writeFileSync(path, text.replaceAll('<the token>', promotionToken));
}
