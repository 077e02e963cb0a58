import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Document, parseDocument } from 'yaml';
import { outputOf, runSync } from '../../../generators/programs/run.ts';
import { git as runGit } from '../../../generators/programs/testing/git.ts';
import { repository } from '../../../generators/repository.ts';

/** A copy of this repository with its history, whose generated files the lab's Argo CD syncs. */
export interface Tree {
  readonly root: string;
  /** The repository that branches are pushed to and Argo CD reads. */
  readonly bare: string;
  /** Changes a file of settings. */
  edit(file: string, change: (document: Document) => void): void;
  /** Runs `npm run generate`. */
  generate(): void;
  /** Commits everything; returns the commit. */
  commit(message: string): string;
  /** Restores every file from a commit, and deletes files that are not in it. */
  restore(commit: string): void;
  /** Moves branches to a commit, also backwards. */
  push(commit: string, ...branches: string[]): void;
  /** Runs git in the copy; returns its output. */
  git(...args: string[]): string;
}

/**
 * Copies the repository's working tree, with changes that are not committed.
 * @param folder an empty one
 */
export function copyTree(folder: string): Tree {
  const root = join(folder, 'tree');
  const bare = join(folder, 'tree.git');
  const git = (...args: string[]) => runGit(root, args).trim();
  runGit(folder, ['clone', '--quiet', '--no-hardlinks', repository, root]);
  runGit(folder, ['clone', '--quiet', '--bare', root, bare]);
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'];
  for (const file of runGit(repository, list).split('\0')) {
    if (file === '') continue;
    const [from, to] = [join(repository, file), join(root, file)];
    if (!existsSync(from)) rmSync(to, { force: true });
    else {
      mkdirSync(dirname(to), { recursive: true });
      copyFileSync(from, to);
    }
  }
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  return {
    root,
    bare,
    edit(file, change) {
      const path = join(root, file);
      const document = parseDocument(readFileSync(path, 'utf8'));
      change(document);
      writeFileSync(path, document.toString({ lineWidth: 0 }));
    },
    generate: () => void outputOf(runSync(process.execPath, ['scripts/generate.ts'], { cwd: root })),
    commit(message) {
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '--message', message);
      return git('rev-parse', 'HEAD');
    },
    restore: (commit) => void git('read-tree', '--reset', '-u', commit),
    push: (commit, ...branches) =>
      void git('push', '--quiet', '--force', bare, ...branches.map((branch) => `${commit}:refs/heads/${branch}`)),
    git,
  };
}
