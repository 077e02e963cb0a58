import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../generators/model/finding.ts';
import { run } from '../../generators/programs/run.ts';
import type { Say } from '../../generators/programs/toolchain.ts';
import { python } from './python.ts';
import { unpacked } from './unpacked.ts';

/** A package of npm that tests alone need: too large for everybody's `npm ci`. */
interface NpmPackage {
  readonly package: string;
  readonly version: string;
  /** As lock files write it: https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json#packages */
  readonly integrity: string;
}

const packages = {
  /** https://www.npmjs.com/package/@sparticuz/chromium: Chromium 147 for Linux on x86-64, with fonts and libraries. */
  chromium: {
    package: '@sparticuz/chromium',
    version: '147.0.0',
    integrity: 'sha512-4ZKeAQQa8up2mt675qSitztLdbQrlf8BKdC5naeap+5Mv1OV1OlJdPoU+EJC/p5sQUJUQmN4r+q5+EhaaOUHpQ==',
  },
  /** https://www.npmjs.com/package/playwright-core: drives a browser, and brings none. */
  'playwright-core': {
    package: 'playwright-core',
    version: '1.65.1',
    integrity: 'sha512-hqPpz7blSMPxWVdoeE1yiBSzXsKiVOd2k+kjCvmUywD2GPO2Dd9HfcWnq9NN0GHbNZDFgZ9JfBFr+X5/BLo0qw==',
  },
  /** https://www.npmjs.com/package/axe-core: rules of accessibility. */
  'axe-core': {
    package: 'axe-core',
    version: '4.14.1',
    integrity: 'sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==',
  },
} as const satisfies Record<string, NpmPackage>;

/**
 * The folder of a package, downloaded by npm when it is not in the cache yet.
 * @throws Failure when it cannot be downloaded or has another checksum, and when Python is missing, which unpacks it
 */
export function npmPackage(name: keyof typeof packages, say: Say): Promise<string> {
  return unpacked({ name, pins: packages[name], path: '' }, async (temporary) => {
    const { package: from, version } = packages[name];
    say(`downloading ${from} ${version} (once; some seconds)`);
    const archive = await download(packages[name], temporary);
    await python(['-m', 'tarfile', '--extract', archive, temporary], archive);
    return join(temporary, 'package');
  });
}

/** https://docs.npmjs.com/cli/v11/commands/npm-pack */
async function download({ package: name, version, integrity }: NpmPackage, folder: string): Promise<string> {
  const wanted = `${name}@${version}`;
  const { status, reason } = await run('npm', ['pack', wanted, '--silent', '--pack-destination', folder], {
    cwd: folder,
  });
  const archive = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (status !== 0 || archive === undefined) {
    throw new Failure(
      `${wanted} could not be downloaded: ${reason.split('\n').slice(-3).join(' ')}`,
      'See that `npm config get registry` names a registry this machine can reach.',
    );
  }
  const path = join(folder, archive);
  const found = `sha512-${createHash('sha512').update(readFileSync(path)).digest('base64')}`;
  if (found === integrity) return path;
  throw new Failure(
    `${wanted} has the integrity ${found} in place of ${integrity}`,
    'Find out why: a published version never changes.',
  );
}
