import { copyFileSync, cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../generators/model/finding.ts';
import { run } from '../../generators/programs/run.ts';
import type { Say } from '../../generators/programs/toolchain.ts';
import { repository } from '../../generators/repository.ts';
import { python } from './python.ts';
import { unpacked } from './unpacked.ts';

const pins = join(import.meta.dirname, 'drivers');
const pinned = (file: string) => readFileSync(join(pins, file), 'utf8');

/**
 * A folder with the drivers of Node.js that `drivers/package-lock.json` pins, as `node_modules`. Their scripts do not run.
 * @throws Failure when npm cannot install them
 */
export function nodeDrivers(say: Say): Promise<string> {
  const lock = pinned('package-lock.json');
  return unpacked({ name: 'drivers-node', pins: { lock }, path: '' }, async (temporary) => {
    say('downloading drivers of Node.js (once; some seconds)');
    for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(pins, file), join(temporary, file));
    cpSync(join(repository, '.npmrc'), join(temporary, '.npmrc'));
    const { status, reason } = await run('npm', ['ci', '--ignore-scripts'], { cwd: temporary });
    if (status === 0) return temporary;
    throw new Failure(
      `drivers of Node.js could not be installed: ${reason.split('\n').slice(-3).join(' ')}`,
      'See that `npm config get registry` names a registry this machine can reach.',
    );
  });
}

/**
 * A folder for `PYTHONPATH` with the drivers that `drivers/requirements.txt` pins.
 * @throws Failure when Python or pip is missing, or cannot install them
 */
export function pythonDrivers(say: Say): Promise<string> {
  const requirements = pinned('requirements.txt');
  return unpacked({ name: 'drivers-python', pins: { requirements }, path: '' }, async (temporary) => {
    say('downloading drivers of Python (once; some seconds)');
    const folder = join(temporary, 'packages');
    mkdirSync(folder);
    const exact = ['--no-deps', '--only-binary=:all:', '--require-hashes', '--quiet', '--disable-pip-version-check'];
    const from = ['--requirement', join(pins, 'requirements.txt')];
    await python(['-m', 'pip', 'install', ...exact, ...from, '--target', folder], 'drivers of Python');
    return folder;
  });
}
