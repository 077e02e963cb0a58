import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from '../model/finding.ts';
import { cacheFolder } from './cache.ts';
import { goEnvironment, goVersion } from './go.ts';

/** Told what takes time, while it is being done. */
export type Progress = (message: string) => void;

/** The programs of `tools/`, each with the folder of its module and the package it is built from. */
const programs = {
  judge: { module: 'tools', package: './judge' },
  kustomize: { module: 'tools', package: 'sigs.k8s.io/kustomize/kustomize/v5' },
  kubeconform: { module: 'tools', package: 'github.com/yannh/kubeconform/cmd/kubeconform' },
  // Apart from the others: only `npm run test:charts` needs it, and it brings half of Kubernetes along.
  helm: { module: 'tools/helm', package: 'helm.sh/helm/v3/cmd/helm' },
} as const;
export type Tool = keyof typeof programs;

/**
 * The path of a program, built by Go when it is not there yet: once for the same sources, pins and Go version.
 * Two that build at a time do not disturb each other.
 * @param root the repository whose `tools/` are built: absolute
 * @throws Failure when Go is missing or too old, or when the build fails
 */
export async function ensureTool(root: string, tool: Tool, progress: Progress): Promise<string> {
  const folder = join(root, programs[tool].module);
  const version = await goVersion(folder);
  const home = join(cacheFolder(), 'tools', keyOf(folder, tool, version));
  const binary = join(home, process.platform === 'win32' ? `${tool}.exe` : tool);
  if (existsSync(binary)) return binary;
  progress(`building ${tool} (once; a minute or two)`);
  mkdirSync(dirname(home), { recursive: true });
  const temporary = mkdtempSync(`${home}-`);
  try {
    await build(folder, programs[tool].package, temporary);
    moveInto(temporary, home, binary);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return binary;
}

/** Renames a finished folder to its place, unless somebody else was faster: what they made is the same. */
function moveInto(temporary: string, home: string, binary: string): void {
  try {
    renameSync(temporary, home);
  } catch (error) {
    if (!existsSync(binary)) throw error;
  }
}

async function build(cwd: string, path: string, into: string): Promise<void> {
  const { $ } = await import('zx/core');
  const env = { ...process.env, ...goEnvironment };
  const { exitCode, stderr } = await $({
    cwd,
    env,
    quiet: true,
    nothrow: true,
  })`go build -trimpath -buildvcs=false -o ${`${into}/`} ${path}`;
  if (exitCode === 0) return;
  throw new Failure(
    `Go could not build ${path}: ${stderr.trim().split('\n').slice(-3).join(' ')}`,
    'Where modules could not be downloaded, see that `go env GOPROXY` names a proxy this machine can reach.',
  );
}

/** Everything that decides what the binary is. Our own program depends on its sources, the others on their pins. */
function keyOf(folder: string, tool: Tool, version: string): string {
  const files = ['go.mod', 'go.sum', ...(tool === 'judge' ? sourcesBelow(folder) : [])];
  const hash = createHash('sha256').update(`${tool} ${version} ${process.arch}`);
  for (const file of files) hash.update(`\n${file}\n`).update(readFileSync(join(folder, file)));
  return `${tool}-${hash.digest('hex').slice(0, 16)}`;
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.go') && !file.endsWith('_test.go'))
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
}
