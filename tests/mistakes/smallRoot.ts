import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { repository } from '../../generators/repository.ts';
import { leaveEnvironments } from '../leaveEnvironments.ts';

/**
 * A folder for `--root` with the apps and settings of this repository, and nothing generated: a command that finds a
 * mistake in them writes nothing. The engine is this repository's own. It is deleted after the test.
 * @param environments of the copy. Default: all
 */
export function smallRoot(context: Pick<TestContext, 'after'>, environments?: readonly string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'mistakes-'));
  context.after(() => rmSync(root, { recursive: true, force: true }));
  const isSetting = (path: string) => {
    return !/overlays\/(schemas|[^/]+\/(apps|clusters))$/.test(path);
  };
  cpSync(join(repository, 'apps'), join(root, 'apps'), { recursive: true });
  cpSync(join(repository, 'overlays'), join(root, 'overlays'), { recursive: true, filter: isSetting });
  if (environments) leaveEnvironments(root, environments);
  cpSync(join(repository, 'package.json'), join(root, 'package.json'));
  for (const name of ['generators', 'node_modules']) symlinkSync(join(repository, name), join(root, name));
  return root;
}
