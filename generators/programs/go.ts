import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../model/finding.ts';
import { type FollowOptions, run } from './run.ts';
import type { RunResult } from './runResult.ts';

/**
 * Flags of all builds, so that they share one cache: without paths of this machine, the state of git and what only a
 * debugger reads. The last takes the compiler a sixth of its time. https://pkg.go.dev/cmd/go#hdr-Compile_packages_and_dependencies
 */
const flags = '-trimpath -buildvcs=false -gcflags=all=-dwarf=false';

/**
 * Runs `go` in the folder of a module, with cgo and workspaces disabled whatever the environment sets. The compiler
 * collects garbage less often than by default: a sixth less time for a quarter more memory, which is 430 MiB for its
 * largest packages. https://pkg.go.dev/runtime#hdr-Environment_Variables
 */
export function go(
  folder: string,
  args: readonly string[],
  options: Pick<FollowOptions, 'timeout'> = {},
): Promise<RunResult> {
  const env = { GOGC: '300', ...process.env, CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: flags };
  return run('go', args, { ...options, cwd: folder, env });
}

/** What `go version` said, by the folder and the path on which Go was found. */
const versions = new Map<string, Promise<RunResult>>();

/**
 * The output of `go version` in a module's folder, such as `go version go1.26.8 linux/amd64`.
 * @throws Failure when there is no Go, or one older than the module's `go` line requires
 */
export async function goVersion(folder: string): Promise<string> {
  const wanted = /^go (\d+)\.(\d+)/m.exec(readFileSync(join(folder, 'go.mod'), 'utf8'));
  const [, major, minor] = wanted ?? [];
  const fix = `Install Go ${major}.${minor} or newer, see https://go.dev/doc/install.`;
  const place = `${process.env.PATH} ${folder}`;
  const asked = versions.get(place) ?? go(folder, ['version']);
  versions.set(place, asked);
  const { status, stdout, reason } = await asked;
  if (status !== 0) throw new Failure(`Go is needed to build and check overlays, but ${reason}`, fix);
  const version = stdout.trim();
  const [, foundMajor, foundMinor] = /go(\d+)\.(\d+)/.exec(version) ?? [];
  const old = foundMajor === major && Number(foundMinor) < Number(minor);
  if (old) throw new Failure(`Go ${foundMajor}.${foundMinor} is too old to build the tools of this repository`, fix);
  return version;
}

/**
 * The folder of a module's source in Go's module cache. It is downloaded if necessary: `go list -m` prints no folder
 * for a module that is not in the cache. https://go.dev/ref/mod#go-mod-download
 * @param folder of a Go module whose pins give the version
 * @param module path of a module in its build list; with `@` and a version, any module
 * @throws Failure when it is not in the build list, or when it cannot be downloaded
 */
export async function moduleFolder(
  folder: string,
  module: string,
  options: Pick<FollowOptions, 'timeout'> = {},
): Promise<string> {
  const { stdout, reason } = await go(folder, ['mod', 'download', '-json', module], options);
  const { Dir, Error: said = reason } = (stdout ? JSON.parse(stdout) : {}) as { Dir?: string; Error?: string };
  if (Dir) return Dir;
  throw new Failure(
    `The Go module ${module} could not be downloaded: ${said}`,
    'See that `go env GOPROXY` names a proxy this machine can reach.',
  );
}
