import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Failure } from '../model/finding.ts';

/** How Go is run here, whatever a person has set: without C and without workspaces, so that all share one build cache. */
export const goEnvironment = { CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '' } as const;

/**
 * What `go version` says in a module's folder, such as `go version go1.26.8 linux/amd64`.
 * @throws Failure when there is no Go, or one older than the module's `go` line asks for
 */
export async function goVersion(folder: string): Promise<string> {
  const wanted = /^go (\d+)\.(\d+)/m.exec(readFileSync(join(folder, 'go.mod'), 'utf8'));
  const [, major, minor] = wanted ?? [];
  const fix = `Install Go ${major}.${minor} or newer, see https://go.dev/doc/install.`;
  const version = await promisify(execFile)('go', ['version'], { cwd: folder }).then(
    ({ stdout }) => stdout.trim(),
    (error: Error & { stderr?: string }) => {
      const reason = error.stderr?.trim() || 'there is no program `go`';
      throw new Failure(`Go is needed to build and check overlays, but ${reason}`, fix, error);
    },
  );
  const [, foundMajor, foundMinor] = /go(\d+)\.(\d+)/.exec(version) ?? [];
  const old = foundMajor === major && Number(foundMinor) < Number(minor);
  if (old) throw new Failure(`Go ${foundMajor}.${foundMinor} is too old to build the tools of this repository`, fix);
  return version;
}

/**
 * The folder in which Go keeps the source of a module, downloaded if need be: `go list -m` knows no folder of a module
 * that nobody has downloaded yet. https://go.dev/ref/mod#go-mod-download
 * @param folder of a Go module whose pins say which version is meant
 * @param module path of a module in its build list
 * @throws Failure when it is not in the build list, or when it cannot be downloaded
 */
export async function moduleFolder(folder: string, module: string): Promise<string> {
  const env = { ...process.env, ...goEnvironment };
  const download = ['mod', 'download', '-json', module];
  const { stdout, stderr } = await promisify(execFile)('go', download, { cwd: folder, env }).catch(
    (error: { stdout: string; stderr: string }) => error,
  );
  const { Dir, Error: reason = stderr.trim() } = (stdout ? JSON.parse(stdout) : {}) as { Dir?: string; Error?: string };
  if (Dir) return Dir;
  throw new Failure(
    `The Go module ${module} could not be downloaded: ${reason}`,
    'See that `go env GOPROXY` names a proxy this machine can reach.',
  );
}
