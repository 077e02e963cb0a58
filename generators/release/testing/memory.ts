import type { Repository } from '../repository.ts';
import type { Files } from './repository.ts';

/** A repository without git, for tests that need thousands: commits are numbers, written as 40 digits. */
export interface Memory extends Repository {
  /** Adds a commit; the first parent is the one that a branch was at. */
  commit(parents: readonly string[], files: Files): string;
  files(commit: string): Files;
  readonly branches: Map<string, string>;
}

/** Creates an empty one. */
export function memoryRepository(): Memory {
  const commits = new Map<string, { readonly parents: readonly string[]; readonly files: Files }>();
  const branches = new Map<string, string>();
  const parents = (commit: string) => commits.get(commit)?.parents ?? [];
  const files = (commit: string) => commits.get(commit)?.files ?? {};
  const reach = (commit: string): Set<string> =>
    new Set([commit, ...parents(commit).flatMap((one) => [...reach(one)])]);
  const lacking = (from: string | undefined, to: string) => {
    const had = from === undefined ? new Set<string>() : reach(from);
    return [...reach(to)].filter((commit) => !had.has(commit));
  };
  return {
    branches,
    files,
    commit(of, content) {
      const name = String(commits.size + 1).padStart(40, '0');
      commits.set(name, { parents: of, files: content });
      return name;
    },
    fetch: async () => new Map(branches),
    async move(branch, from, to) {
      if (branches.get(branch) !== from) return false;
      branches.set(branch, to);
      return true;
    },
    resolve: async (revision) => (commits.has(revision) ? revision : undefined),
    isPartOf: async (commit, of) => reach(of).has(commit),
    async steps(from, to, most) {
      const wanted = new Set(lacking(from, to));
      const found: string[] = [];
      for (let at: string | undefined = to; at !== undefined && wanted.has(at); [at] = parents(at)) found.push(at);
      return found.slice(0, most);
    },
    count: async (from, to) => lacking(from, to).length,
    async changed(a, b) {
      if (!commits.has(a) || !commits.has(b)) return undefined;
      const [before, after] = [files(a), files(b)];
      const names = new Set([...Object.keys(before), ...Object.keys(after)]);
      return new Set([...names].filter((name) => before[name] !== after[name]));
    },
    folder: async () => '',
    list: async (commit, folders) =>
      Object.keys(files(commit)).filter((path) => folders.some((folder) => path.startsWith(`${folder}/`))),
    read: async (commit, paths) => paths.map((path) => files(commit)[path] ?? ''),
  };
}
