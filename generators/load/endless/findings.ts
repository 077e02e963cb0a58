import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../model/finding.ts';
import type { Position } from '../../model/position.ts';
import { error, startOfFile } from '../../read/error.ts';
import { lines } from '../../read/lines.ts';
import { appsFiles, appsRoot } from '../appsFolder.ts';
import { tokens } from '../tokens.ts';
import { typescript } from '../typescript.ts';

const code = 'apps-endless';

/** Code of `apps/` that was interrupted because it took too long. @param at where; without it, outside of `apps/` */
export function endlessLoop(at: Position | undefined, seconds: number): Finding {
  const message = `This code does not end: it was interrupted after ${seconds} s of CPU time.`;
  return error(
    code,
    at ?? startOfFile('apps/index.ts'),
    message,
    'End its loop; an app declares, and computes little.',
  );
}

/** An `await` that never gets its value: the first one in `apps/` outside of functions and brackets. */
export function endlessAwait(root: string): Finding {
  const message = 'The apps are never loaded: something is awaited that never comes.';
  return error(code, firstAwait(appsRoot(root)), message, 'Declare without await: apps need no network and no timer.');
}

function firstAwait(root: string): Position {
  for (const name of typescript() ? appsFiles(root) : []) {
    const text = readFileSync(join(root, 'apps', name), 'utf8');
    const found = tokens(text, 0).find((token) => token.text === 'await' && token.depth === 0);
    if (found) return lines(`apps/${name}`, text)(found.at);
  }
  return startOfFile('apps/index.ts');
}
