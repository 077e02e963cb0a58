import { gitOutput, openGit } from '../../programs/git.ts';

/** Lines of settings files that are new or changed since a commit, by file. */
export type EditedLines = ReadonlyMap<string, ReadonlySet<number>>;

/**
 * The lines of settings files that differ from a commit in the working tree. A line that is gone has no place here, and
 * a file that is new to git is not compared. Paths begin at `root`, which may be a folder of a larger repository.
 */
export async function editedLines(root: string, commit: string): Promise<EditedLines> {
  const files = ['overlays/fleet.yaml', 'overlays/*/environment.yaml', 'overlays/*/images.yaml'];
  const diff = [
    'diff',
    '--unified=0',
    '--relative',
    '--no-renames',
    '--no-color',
    '--no-ext-diff',
    '--no-prefix',
    commit,
  ];
  return linesOf(await gitOutput(openGit(root), 'list changed lines', [...diff, '--', ...files]));
}

/** The lines that a diff without context adds: https://git-scm.com/docs/git-diff#generate_patch_text_with_p */
export function linesOf(diff: string): EditedLines {
  const found = new Map<string, Set<number>>();
  let file = '';
  for (const line of diff.split('\n')) {
    file = /^\+\+\+ (.+?)\t?$/.exec(line)?.[1] ?? file;
    const [, start, count = '1'] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
    if (start === undefined) continue;
    const lines = Array.from({ length: Number(count) }, (_, index) => Number(start) + index);
    found.set(file, new Set([...(found.get(file) ?? []), ...lines]));
  }
  return found;
}
