import { spawn } from 'node:child_process';
import { Failure } from '../model/finding.ts';

/** What a run of git gave. */
export interface GitResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs git in one repository: in English, never asking for a password, ended after five minutes. */
export type Git = (args: readonly string[], input?: string) => Promise<GitResult>;

/** @param root a folder of a work tree, or a bare repository */
export function openGit(root: string): Git {
  const env = { ...process.env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' };
  return (args, input = '') =>
    new Promise((resolve, reject) => {
      const child = spawn('git', args, { cwd: root, env, timeout: 300_000 });
      const collect = (stream: NodeJS.ReadableStream) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        return () => Buffer.concat(chunks).toString();
      };
      const stdout = collect(child.stdout);
      const stderr = collect(child.stderr);
      child.on('error', (error) => reject(new Failure(`Cannot run git: ${error.message}.`, 'Install git.', error)));
      child.on('close', (status) => resolve({ status: status ?? 128, stdout: stdout(), stderr: stderr() }));
      child.stdin.on('error', () => {}); // it ended before it read everything: its status tells
      child.stdin.end(input);
    });
}

/**
 * What git prints.
 * @param what what it is run for, as in `read the branches of origin`
 * @throws Failure when it ends with another status than 0
 */
export async function output(git: Git, what: string, args: readonly string[], input?: string): Promise<string> {
  const result = await git(args, input);
  if (result.status === 0) return result.stdout;
  throw gitFailure(what, result);
}

/** Why git failed, in its own words, without passwords that stand in an address. */
export function gitFailure(what: string, { status, stdout, stderr }: GitResult): Failure {
  const lines = `${stdout}\n${stderr}`.split('\n').map((line) => line.trim());
  const reasons = lines.filter((line) => /^(fatal:|error:|remote:|!)/.test(line)).join(' ');
  const message = `Git could not ${what}: ${reasons || lines.filter(Boolean).at(-1) || `status ${status}`}`;
  return new Failure(
    message.replaceAll(/\/\/[^/@\s]+@/g, '//'),
    'See what `git fetch` says here, and whether this machine may read and push.',
  );
}
