import { join } from 'node:path';
import type { Say } from '../../generators/programs/toolchain.ts';
import { type MavenFile, mavenFile } from './mavenFile.ts';
import { python } from './python.ts';
import { unpacked } from './unpacked.ts';

/** A program in an archive of a Maven repository. */
interface Artifact extends MavenFile {
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
 * The path of a program from Maven Central, downloaded when it is not in the cache yet.
 * @throws Failure when it cannot be downloaded or has another checksum, and when Python is missing, which unpacks it
 */
export function mavenProgram(name: keyof typeof artifacts, say: Say): Promise<string> {
  const artifact = artifacts[name];
  return unpacked({ name, pins: artifact, path: artifact.path }, async (temporary) => {
    say(`downloading ${name} (once; ${artifact.size} MB)`);
    const archive = join(temporary, 'archive.tar.gz');
    await mavenFile(artifact, archive);
    await python(['-m', 'tarfile', '--extract', archive, temporary], artifact.file);
    return join(temporary, artifact.folder);
  });
}
