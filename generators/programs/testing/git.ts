import { openGit } from '../git.ts';
import { outputOf } from '../run.ts';

const settings = {
  'user.name': 'test',
  'user.email': 'test@example.com',
  'commit.gpgsign': 'false',
  'core.hooksPath': '/dev/null',
  'init.defaultBranch': 'main',
};

/** Runs git in a folder and returns its output. Author and configuration are fixed, independent of the machine's. */
export function git(folder: string, args: readonly string[], input = ''): string {
  const own = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  return outputOf(openGit(folder).sync([...own, ...args], input));
}
