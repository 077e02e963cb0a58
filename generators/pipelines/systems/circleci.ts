import { firstLine } from '../../files/print.ts';
import { printYaml } from '../../files/yaml.ts';
import type { Event, PipelineJob } from '../job.ts';
import { machines, toolCache } from '../pins.ts';
import { type Dialect, reports, scriptOf } from '../script.ts';
import { type SystemFile, safeFolder } from './github.ts';

/** The one path of this system. */
export const circleciPath = '.circleci/config.yml';

const dialect: Dialect = {
  findings: (command) => `--report sarif=${reports}/${command}.sarif`,
  placeless: [],
  // It has no variable for it.
  target: 'main',
};

const folder = '/root/gitops';
const key = `gitops-${toolCache.madeFrom.map((path) => `{{ checksum "${path}" }}`).join('-')}`;

/** A workflow for each event. Pull requests are branches here, all but those that releases move. https://circleci.com/docs/reference/configuration-reference/ */
const conditions: Readonly<Record<Event, object>> = {
  change: {
    not: {
      or: [
        { equal: ['main', '<< pipeline.git.branch >>'] },
        { matches: { pattern: '^release/.*$', value: '<< pipeline.git.branch >>' } },
      ],
    },
  },
  main: { and: [{ equal: ['main', '<< pipeline.git.branch >>'] }, { not: isScheduled() }] },
  night: { and: [{ equal: ['main', '<< pipeline.git.branch >>'] }, isScheduled()] },
};

function isScheduled() {
  return { equal: ['scheduled_pipeline', '<< pipeline.trigger_source >>'] };
}

/**
 * The configuration of CircleCI. It shows no findings at lines: reports are artifacts. Secrets are contexts, which builds of
 * forks do not get, and whose caches are their own, unless the project passes secrets to them.
 * https://circleci.com/docs/guides/integration/oss/
 */
export function circleciFiles(jobs: readonly PipelineJob[], source: string): readonly SystemFile[] {
  const events: readonly Event[] = ['change', 'main', 'night'];
  const config = {
    version: 2.1,
    jobs: Object.fromEntries(jobs.map((job) => [job.name, jobOf(job)])),
    workflows: Object.fromEntries(
      events.map((event) => {
        const those = jobs.filter(({ on }) => on.includes(event));
        return [event, { when: conditions[event], jobs: those.map(invoked) }];
      }),
    ),
  };
  return [{ path: circleciPath, content: `${firstLine(source)}${printYaml(config)}` }];
}

function invoked({ name, after, secret, alone }: PipelineJob) {
  if (!after && !secret) return name;
  return {
    [name]: {
      ...(after && { requires: [...after] }),
      ...(secret && { context: [secret.name] }),
      ...(alone && { 'serial-group': `<< pipeline.project.slug >>/${name}` }),
    },
  };
}

function jobOf(job: PipelineJob) {
  const { image, prepare } = machines[job.machine];
  const hasFindings = job.steps.some(({ kind }) => kind === 'findings');
  const run = (name: string, lines: readonly string[]) => ({
    run: { name, command: `${lines.join('\n')}\n`, no_output_timeout: `${job.minutes}m` },
  });
  return {
    docker: [{ image }],
    resource_class: job.machine === 'debian' ? 'xlarge' : 'large',
    working_directory: folder,
    shell: '/bin/sh -e',
    environment: { MOBILE_GITOPS_CACHE: `${folder}/${toolCache.path}`, ...safeFolder },
    steps: [
      run('prepare', [prepare]),
      'checkout',
      { restore_cache: { keys: [key, 'gitops-'] } },
      run('install', ['npm ci']),
      ...(job.takes ? [{ attach_workspace: { at: '.' } }] : []),
      ...job.steps.map((step) => run(step.kind === 'script' ? job.name : step.command, scriptOf(step, dialect))),
      ...(job.leaves
        ? [{ persist_to_workspace: { root: '.', paths: [job.leaves] } }, { store_artifacts: { path: job.leaves } }]
        : []),
      ...(job.keeps ? [{ store_artifacts: { path: job.keeps } }] : []),
      ...(hasFindings ? [{ store_artifacts: { path: reports } }] : []),
      ...(job.name === 'check'
        ? [
            {
              when: {
                condition: { equal: ['main', '<< pipeline.git.branch >>'] },
                steps: [{ save_cache: { key, paths: [toolCache.path] } }],
              },
            },
          ]
        : []),
    ],
  };
}
