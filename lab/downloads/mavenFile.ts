import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Failure } from '../../generators/model/finding.ts';

/** A file of a Maven repository, pinned by its checksum. */
export interface MavenFile {
  /** Path below the repository: https://maven.apache.org/repository/layout.html */
  readonly file: string;
  readonly sha256: string;
}

/**
 * Downloads a file from Maven Central. `MAVEN_MIRROR` names another repository with the same content.
 * @throws Failure when it cannot be downloaded or has another checksum
 */
export async function mavenFile({ file, sha256 }: MavenFile, path: string): Promise<void> {
  const repository = process.env.MAVEN_MIRROR || 'https://repo.maven.apache.org/maven2';
  const address = `${repository.replace(/\/$/, '')}/${file}`;
  const fix = 'Let this machine reach that address, or name another Maven repository in MAVEN_MIRROR.';
  const response = await fetch(address).catch(({ message, cause }: Error) => {
    throw new Failure(`${address} could not be downloaded: ${(cause as Error | undefined)?.message ?? message}`, fix);
  });
  if (!response.ok || !response.body) {
    throw new Failure(`${address} could not be downloaded: the answer is ${response.status}`, fix);
  }
  await pipeline(Readable.fromWeb(response.body), createWriteStream(path));
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  const found = hash.digest('hex');
  if (found === sha256) return;
  throw new Failure(`${address} has the SHA-256 ${found} in place of ${sha256}`, fix);
}
