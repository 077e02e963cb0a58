import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Failure } from '../../generators/model/finding.ts';
import type { Say } from '../../generators/programs/toolchain.ts';
import { python } from './python.ts';
import { unpacked } from './unpacked.ts';

/** A program in an archive of a Maven repository, pinned by its checksum. */
interface Artifact {
  /** Path below the repository: https://maven.apache.org/repository/layout.html */
  readonly file: string;
  readonly sha256: string;
  /** The folder in the archive that becomes that of the cache. */
  readonly folder: string;
  /** Path of the program in that folder. */
  readonly path: string;
  /** Its download in megabytes. */
  readonly size: number;
}

const artifacts = {
  /**
   * https://central.sonatype.com/artifact/org.keycloak/keycloak-quarkus-dist: the distribution that the image of
   * `apps/runtimes/keycloak.ts` is made of, one minor version before it.
   */
  keycloak: {
    file: 'org/keycloak/keycloak-quarkus-dist/26.7.3/keycloak-quarkus-dist-26.7.3.tar.gz',
    sha256: '77657f30b7e90d70f727712ce1c967f430fd6a5e9f458d32d8c6df0635345f47',
    folder: 'keycloak-26.7.3',
    path: 'bin/kc.sh',
    size: 176,
  },
} as const satisfies Record<string, Artifact>;

/**
 * The path of a program from Maven Central, downloaded when it is not in the cache yet. `MAVEN_MIRROR` names another
 * repository with the same content.
 * @throws Failure when it cannot be downloaded or has another checksum, and when Python is missing, which unpacks it
 */
export function mavenProgram(name: keyof typeof artifacts, say: Say): Promise<string> {
  const artifact = artifacts[name];
  return unpacked({ name, pins: artifact, path: artifact.path }, async (temporary) => {
    say(`downloading ${name} (once; ${artifact.size} MB)`);
    const archive = join(temporary, 'archive.tar.gz');
    await download(artifact, archive);
    await python(['-m', 'tarfile', '--extract', archive, temporary], artifact.file);
    return join(temporary, artifact.folder);
  });
}

async function download({ file, sha256 }: Artifact, archive: string): Promise<void> {
  const repository = process.env.MAVEN_MIRROR || 'https://repo.maven.apache.org/maven2';
  const address = `${repository.replace(/\/$/, '')}/${file}`;
  const fix = 'Let this machine reach that address, or name another Maven repository in MAVEN_MIRROR.';
  const response = await fetch(address).catch(({ message, cause }: Error) => {
    throw new Failure(`${address} could not be downloaded: ${(cause as Error | undefined)?.message ?? message}`, fix);
  });
  if (!response.ok || !response.body) {
    throw new Failure(`${address} could not be downloaded: the answer is ${response.status}`, fix);
  }
  await pipeline(Readable.fromWeb(response.body), createWriteStream(archive));
  const hash = createHash('sha256');
  await pipeline(createReadStream(archive), hash);
  const found = hash.digest('hex');
  if (found === sha256) return;
  throw new Failure(`${address} has the SHA-256 ${found} in place of ${sha256}`, fix);
}
