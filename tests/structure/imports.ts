import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { repository } from '../../generators/repository.ts';

/** One file importing another, both as paths from the root of the repository. */
export interface Import {
  readonly from: string;
  readonly to: string;
  /** The imported names, types marked: `link`, `type Graph`. Empty for an import of a whole module. */
  readonly names: readonly string[];
}

/** Every import between TypeScript files of these folders, types included. */
export function importsOf(folders: readonly string[]): Import[] {
  return folders
    .flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: repository }))
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .flatMap((from) => {
      const text = readFileSync(join(repository, from), 'utf8');
      return [
        ...text.matchAll(/(?:(?:import|export)( type)? \{([^}]*)\} from|\bfrom|\bimport\s*\()\s*'(\.[^']+)'/g),
      ].map(([, type = '', names = '', to = '']) => ({
        from,
        to: posix.normalize(posix.join(dirname(from), to)),
        names: names.split(',').flatMap((name) => (name.trim() ? [`${type.trim()} ${name.trim()}`.trim()] : [])),
      }));
    });
}

/** Whether a file is part of the tests: a test itself, or a file that only tests use. */
export function isTest(path: string): boolean {
  return path.endsWith('.test.ts') || path.split('/').includes('testing');
}
