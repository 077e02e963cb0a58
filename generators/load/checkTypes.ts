import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure, type Finding } from '../model/finding.ts';
import { run } from '../programs/run.ts';
import { startOfFile } from '../read/error.ts';
import { repository } from '../repository.ts';
import { appsRoot } from './appsFolder.ts';
import { readDiagnostics } from './diagnostics.ts';
import { typeMistakes } from './typeMistakes.ts';
import { typescript } from './typescript.ts';
import { isKnownToBeRight, remember } from './verdict.ts';

/**
 * TypeScript's checker over `apps/`, without tests: its errors as findings. A verdict without errors is kept, by the
 * content of all files that it depends on.
 */
export async function checkTypes(root: string): Promise<readonly Finding[]> {
  const base = appsRoot(root);
  if (isKnownToBeRight(base)) return [];
  const program = typescript();
  if (!program) return [unchecked];
  const folder = mkdtempSync(join(tmpdir(), 'apps-types-'));
  try {
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(configuration(base)));
    // One checker: several look at shared types several times, which takes longer on few cores.
    const args = ['--project', folder, '--pretty', 'false', '--listFiles', '--checkers', '1'];
    const { status, stdout, reason } = await run(program, args, { cwd: base, timeout: 300_000 });
    const { errors, general, files } = readDiagnostics(stdout);
    if (status > 2 || general.length > 0) {
      throw new Failure(`TypeScript could not check apps/: ${general[0] ?? reason}`, 'Run "npm ci" and try again.');
    }
    const mistakes = typeMistakes(base, errors);
    if (mistakes.length === 0) remember(base, files);
    return mistakes;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The compiler options are this repository's, except for those that a linter has as well: a constant that is not used
 * yet stops nobody from generating. Types are written in full, because messages name their keys.
 */
function configuration(base: string) {
  return {
    extends: join(repository, 'tsconfig.json'),
    compilerOptions: {
      typeRoots: [join(repository, 'node_modules', '@types')],
      noUnusedLocals: false,
      noUnusedParameters: false,
      noErrorTruncation: true,
    },
    include: [join(base, 'apps')],
    exclude: [join(base, 'apps', '**', '*.test.ts')],
  };
}

const unchecked: Finding = {
  code: 'apps-unchecked',
  severity: 'warning',
  message: 'The types of apps/ are not checked: TypeScript is not installed.',
  fix: 'Run "npm ci" without --omit=optional where apps are written.',
  at: startOfFile('apps/index.ts'),
};
