// biome-ignore lint/style/noRestrictedImports: the lab outlives this process
import { spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Command, CommandContext } from '../../generators/commands/command.ts';
import { Failure } from '../../generators/model/finding.ts';
import { suggest } from '../../generators/read/suggest.ts';
import { buildPrograms } from '../programs.ts';
import { until } from '../until.ts';
import { isAlive, type LabState, labFolder, logsOf, readState, writeState } from './state.ts';

export interface LabResult {
  readonly action: string;
  /** Missing when no lab runs. */
  readonly state?: LabState;
  /** Paths of the programs that were built. */
  readonly programs?: readonly string[];
  /** Last lines by program. */
  readonly logs?: Readonly<Record<string, string>>;
}

const actions: Readonly<Record<string, (context: CommandContext, folder: string) => Promise<LabResult>>> = {
  up,
  status: async (_, folder) => withState('status', readState(folder)),
  down,
  build: async ({ say }) => ({ action: 'build', programs: await buildPrograms(say) }),
  logs: async ({ options: { program } }, folder) => ({ action: 'logs', logs: lastLines(folder, program) }),
};

export const lab: Command<LabResult> = {
  name: 'lab',
  usage: {
    summary: 'Keeps real Kubernetes control planes with simulated nodes on this machine, without containers.',
    positionals: ['up|status|down|logs|build'],
    options: {
      cluster: {
        type: 'string',
        description: 'For up: environment/cluster, up to three with commas. Default: development/dev.',
      },
      apply: { type: 'boolean', description: 'For up: apply the objects of their overlays.' },
      program: { type: 'string', description: 'For logs: the program. Default: the last lines of each.' },
    },
    examples: [
      ['lab -- up --cluster production/aws-us-east-1 --apply', 'a cluster as production has it'],
      ['lab -- build', 'every program that the lab and the slow tests start, before they need it'],
      ['lab -- logs --program dev-kube-scheduler', 'why a pod is not scheduled'],
    ],
  },
  async run(context) {
    const [name = ''] = context.positionals;
    const action = actions[name];
    if (action) return action(context, labFolder(context.root));
    const meant = suggest(name, Object.keys(actions));
    throw new Failure(
      `npm run lab: there is no action ${name}${meant ? `; did you mean ${meant}?` : ''}.`,
      'See "npm run lab -- --help".',
    );
  },
  text: format,
  succeeded: ({ action, state }) =>
    action === 'down' || action === 'logs' || action === 'build' || state?.phase === 'ready',
};

async function up({ root, options: { cluster = 'development/dev', apply }, progress }: CommandContext, folder: string) {
  const running = readState(folder);
  if (running && running.phase !== 'failed') {
    throw new Failure('a lab is running already', 'See `npm run lab -- status`, or end it with `npm run lab -- down`.');
  }
  const names = String(cluster);
  if (names.split(',').length > 3) throw new Failure('a lab has at most three clusters', 'Name fewer.');
  rmSync(folder, { recursive: true, force: true });
  const args = [join(import.meta.dirname, 'serve.ts'), root, folder, names, apply ? 'apply' : ''];
  mkdirSync(folder, { recursive: true });
  const log = openSync(join(folder, 'lab.log'), 'a');
  const child = spawn(process.execPath, args, { detached: true, stdio: ['ignore', log, log], env: process.env });
  child.unref();
  writeState(folder, { pid: child.pid ?? 0, phase: 'starting', message: 'starting', clusters: [] });
  // Ctrl-C during the start also stops the lab: an incomplete lab is of no use.
  const interrupted = () => {
    process.kill(child.pid ?? 0, 'SIGTERM');
    process.exit(130);
  };
  process.once('SIGINT', interrupted);
  await until('the lab is ready', 3600, async () => {
    const state = readState(folder);
    progress.update(state?.message ?? '');
    return state?.phase !== 'starting' || state.message;
  });
  process.off('SIGINT', interrupted);
  const state = readState(folder);
  if (!state) throw new Failure('the lab has ended', `Read ${join(folder, 'lab.log')}.`);
  if (state.phase === 'failed') throw new Failure(state.message, state.fix ?? 'Run it again.');
  return withState('up', state);
}

async function down({ progress }: CommandContext, folder: string): Promise<LabResult> {
  const state = readState(folder);
  if (state && isAlive(state.pid)) {
    process.kill(state.pid, 'SIGTERM');
    progress.update('ending the lab');
    await until('the lab has ended', 60, async () => !isAlive(state.pid) || 'it has not');
  }
  rmSync(folder, { recursive: true, force: true });
  return { action: 'down' };
}

function lastLines(folder: string, program: CommandContext['options'][string]): Record<string, string> {
  const names = logsOf(folder);
  if (program !== undefined && !names.includes(String(program))) {
    throw new Failure(
      `there is no log of ${program}`,
      `There is one of ${names.join(', ') || 'nothing: no lab runs'}.`,
    );
  }
  const lines = program === undefined ? 3 : 1000;
  const wanted = names.filter((name) => program === undefined || name === program);
  return Object.fromEntries(
    wanted.map((name) => {
      const text = readFileSync(join(folder, 'logs', `${name}.log`), 'utf8');
      return [name, text.trimEnd().split('\n').slice(-lines).join('\n')];
    }),
  );
}

const withState = (action: string, state: LabState | undefined): LabResult => ({ action, ...(state && { state }) });

function format({ action, state, logs, programs }: LabResult): string {
  if (programs) return programs.map((path) => `${path}\n`).join('');
  if (action === 'down') return 'No lab runs.\n';
  if (logs)
    return Object.entries(logs)
      .map(([name, text]) => `== ${name}\n${text}\n`)
      .join('');
  if (!state) return 'No lab runs. Start one with `npm run lab -- up`.\n';
  const lines = [state.phase === 'ready' ? 'The lab is ready.' : `The lab is not ready: ${state.message}`];
  for (const { name, kubeconfig } of state.clusters) lines.push(`  ${name}  export KUBECONFIG=${kubeconfig}`);
  if (state.kubectl) lines.push(`  kubectl of the same version: ${state.kubectl}`);
  return `${lines.join('\n')}\n`;
}
