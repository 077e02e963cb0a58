import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from '../../generators/model/finding.ts';
import { run } from '../../generators/programs/run.ts';
import type { Say } from '../../generators/programs/toolchain.ts';
import { unpacked } from './unpacked.ts';

/** The release of Debian whose packages are taken, whichever one runs here: `sid` for what no release has. */
type Suite = 'trixie' | 'sid';

/**
 * A folder with the files of packages of Debian, for programs that no wheel has. Nothing is installed: apt gets folders
 * of its own, and packages are unpacked without their scripts. The mirror is this machine's. Packages are verified by
 * the signature of Debian, not pinned: a mirror keeps no version that a newer one has replaced.
 * @param name of the folder in the cache
 * @throws Failure where apt is missing, has no mirror of Debian, or cannot download
 */
export async function debianPackages(
  name: string,
  packages: readonly string[],
  say: Say,
  suite: Suite = 'trixie',
): Promise<string> {
  const usr = await unpacked({ name, pins: [suite, ...packages], path: 'usr' }, (temporary) => {
    say(`downloading ${name} from Debian ${suite} (once; half a minute)`);
    return extract(temporary, packages, suite);
  });
  return dirname(usr);
}

async function extract(temporary: string, packages: readonly string[], suite: Suite): Promise<string> {
  const folder = (path: string) => {
    mkdirSync(join(temporary, path), { recursive: true });
    return join(temporary, path);
  };
  const [lists, cache, sources, debs, root] = [
    'lists/partial',
    'cache/archives/partial',
    'sources',
    'debs',
    'root',
  ].map(folder);
  const options = [
    ['Dir::Etc::SourceList', '/dev/null'],
    ['Dir::Etc::SourceParts', sources],
    ['Dir::State::Lists', dirname(lists ?? '')],
    ['Dir::Cache', join(cache ?? '', '../..')],
    ['Acquire::Languages', 'none'],
    ['APT::Sandbox::User', 'root'],
  ].flatMap(([option, value]) => ['-o', `${option}=${value}`]);
  const text = [
    'Types: deb',
    `URIs: ${await mirror()}`,
    `Suites: ${suite}`,
    'Components: main',
    `Signed-By: ${keyring}`,
  ];
  writeFileSync(join(temporary, 'sources/debian.sources'), `${text.join('\n')}\n`);
  await command('apt-get', [...options, '--quiet', 'update', '-o', 'APT::Update::Error-Mode=any']);
  await command('apt-get', [...options, '--quiet', 'download', ...packages], debs);
  for (const file of readdirSync(debs ?? '')) await command('dpkg', ['-x', join(debs ?? '', file), root ?? '']);
  return root ?? '';
}

/** https://packages.debian.org/trixie/debian-archive-keyring */
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** The mirror of Debian in this machine's own sources. */
async function mirror(): Promise<string> {
  const sites = (await command('apt-get', ['indextargets', '--format', '$(SITE)'])).split('\n');
  const site = sites.find((one) => /\/debian\/?$/.test(one));
  if (site) return site;
  throw new Failure('apt has no mirror of Debian among its sources', 'Run this on Debian.');
}

async function command(program: string, args: readonly string[], cwd?: string): Promise<string> {
  const { status, stdout, reason } = await run(program, args, cwd === undefined ? {} : { cwd });
  if (status === 0) return stdout;
  throw new Failure(
    `packages of Debian cannot be had: ${reason.split('\n').slice(-3).join(' ')}`,
    status === 127
      ? 'Run this on Debian, which has apt-get and dpkg.'
      : 'See that this machine reaches its mirror of Debian.',
  );
}
