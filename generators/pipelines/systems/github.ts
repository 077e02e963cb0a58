import { firstLine } from '../../files/print.ts';
import { printYaml } from '../../files/yaml.ts';
import type { Event, PipelineJob } from '../job.ts';
import { actions, machines, toolCache } from '../pins.ts';
import { type Dialect, scriptOf } from '../script.ts';

/** A file of a system. */
export interface SystemFile {
  readonly path: string;
  readonly content: string;
}

const workflow = (name: string) => `.github/workflows/gitops-${name}.yaml`;

/** All paths that this system may have. */
export const githubPaths = ['change', 'comment', 'main', 'night'].map(workflow);

const dialect: Dialect = {
  findings: () => '--format github',
  placeless: ['--format github'],
  // A merge queue has none.
  target: `\${GITHUB_BASE_REF:-main}`,
};

/**
 * Workflows of GitHub Actions, one for each event, and one that comments: it has a token that may write, so it runs on the
 * default branch, after the workflow of the pull request, and takes what that one left as data.
 * https://docs.github.com/en/actions/reference/security/secure-use
 */
export function githubFiles(jobs: readonly PipelineJob[], source: string): readonly SystemFile[] {
  const isComment = ({ name }: PipelineJob) => name === 'comment';
  const file = (name: string, content: object): SystemFile => ({
    path: workflow(name),
    content: `${firstLine(source)}${withTags(printYaml(content))}`,
  });
  const of = (event: Event) => jobs.filter((job) => job.on.includes(event) && !isComment(job));
  return [
    file('change', {
      name: changeWorkflow,
      on: { pull_request: {}, merge_group: {} },
      ...cancelling,
      jobs: Object.fromEntries(of('change').map((job) => [job.name, inContainer(job)])),
    }),
    file('comment', commenting(jobs.filter(isComment))),
    file('main', {
      name: 'gitops: main',
      on: { push: { branches: ['main'] }, workflow_dispatch: {} },
      permissions: {},
      jobs: Object.fromEntries(of('main').map((job) => [job.name, inContainer(job)])),
    }),
    file('night', {
      name: 'gitops: night',
      on: { schedule: [{ cron: '17 2 * * *' }], workflow_dispatch: {} },
      permissions: {},
      concurrency: { group: 'gitops-night', 'cancel-in-progress': false },
      jobs: Object.fromEntries(of('night').map((job) => [job.name, inContainer(job)])),
    }),
  ];
}

const changeWorkflow = 'gitops: change';

/** Says behind each action which tag its commit is. */
export function withTags(yaml: string): string {
  const tags = new Map<string, string>(Object.values(actions).map(({ uses, tag }) => [uses, tag]));
  return yaml.replace(/uses: (\S+)$/gm, (line, uses: string) => `${line} # ${tags.get(uses)}`);
}

/** An expression that GitHub replaces. */
export function expression(text: string): string {
  return `\${{ ${text} }}`;
}

/** A newer push to a pull request ends the run of the one before; two pull requests do not disturb each other. */
const cancelling = {
  permissions: {},
  concurrency: { group: `${expression('github.workflow')}-${expression('github.ref')}`, 'cancel-in-progress': true },
};

/** Nothing but reading; a release pushes the branch of its ring. */
const permissionsOf = ({ alone }: PipelineJob) => ({ contents: alone ? 'write' : 'read' });

function inContainer(job: PipelineJob) {
  const { image, prepare } = machines[job.machine];
  return {
    ...(job.queued === false && { if: "github.event_name == 'pull_request'" }),
    ...(job.after && { needs: [...job.after] }),
    'runs-on': 'ubuntu-24.04',
    container: image,
    'timeout-minutes': job.minutes,
    permissions: permissionsOf(job),
    // An environment can ask people first, and holds the secrets of that ring alone.
    ...(job.alone && { environment: job.name, concurrency: { group: job.name, 'cancel-in-progress': false } }),
    env: { ...safeFolder, ...secretsOf(job) },
    defaults: { run: { shell: 'sh' } },
    steps: [
      { name: 'prepare', run: prepare },
      {
        name: 'clone',
        uses: actions.checkout.uses,
        // The whole history: where a change left the target branch is what it is compared with.
        with: { 'fetch-depth': 0, 'persist-credentials': job.alone === true },
      },
      {
        name: 'cache',
        uses: actions.restore.uses,
        with: { path: toolCache.path, key: cacheKey, 'restore-keys': 'gitops-\n' },
      },
      { name: 'install', run: `echo "MOBILE_GITOPS_CACHE=$PWD/${toolCache.path}" >> "$GITHUB_ENV"\nnpm ci\n` },
      ...job.steps.map((step) => ({ name: nameOf(step, job), run: text(scriptOf(step, dialect)) })),
      ...(job.leaves ? [uploaded(job.leaves)] : []),
      ...(job.keeps ? [{ ...uploaded(job.keeps), if: '!cancelled()' }] : []),
      // Protected branches read what they wrote themselves: no other job saves.
      ...(savesCache(job)
        ? [
            {
              name: 'save cache',
              if: "github.ref == 'refs/heads/main' && github.event_name == 'push'",
              uses: actions.save.uses,
              with: { path: toolCache.path, key: cacheKey },
            },
          ]
        : []),
    ],
  };
}

const uploaded = (file: string) => ({
  name: 'keep',
  uses: actions.upload.uses,
  with: { name: file, path: file, 'retention-days': 7, 'if-no-files-found': 'error' },
});

const cacheKey = `gitops-${expression(`hashFiles(${toolCache.madeFrom.map((path) => `'${path}'`).join(', ')})`)}`;
const savesCache = ({ name }: PipelineJob) => name === 'check';

/** The clone belongs to another user than the one in the container. https://git-scm.com/docs/git-config#GIT_CONFIG_COUNT */
export const safeFolder = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*' };

const secretsOf = ({ secret }: PipelineJob) =>
  Object.fromEntries(
    (secret?.variables ?? [])
      .filter((name) => name !== 'RELEASE_REMOTE')
      .map((name) => [name, expression(`secrets.${name}`)]),
  );

function nameOf(step: PipelineJob['steps'][number], job: PipelineJob): string {
  return step.kind === 'script' ? (step.run[0]?.split(' ')[2] ?? job.name) : step.command;
}

const text = (lines: readonly string[]) => (lines.length === 1 ? lines[0] : `${lines.join('\n')}\n`);

/**
 * Posts what the workflow of a pull request left. It runs code of the default branch alone; of the pull request it takes
 * a text, and which pull request it is comes from the event.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#workflow_run
 */
function commenting(jobs: readonly PipelineJob[]) {
  const one = (job: PipelineJob) => {
    const { image, prepare } = machines[job.machine];
    return {
      if: "github.event.workflow_run.event == 'pull_request'",
      'runs-on': 'ubuntu-24.04',
      container: image,
      'timeout-minutes': job.minutes,
      permissions: { actions: 'read', contents: 'read', 'pull-requests': 'write' },
      concurrency: {
        group: `gitops-comment-${expression('github.event.workflow_run.head_repository.id')}-${expression('github.event.workflow_run.head_branch')}`,
        'cancel-in-progress': true,
      },
      env: safeFolder,
      defaults: { run: { shell: 'sh' } },
      steps: [
        { name: 'prepare', run: prepare },
        { name: 'clone', uses: actions.checkout.uses, with: { 'persist-credentials': false } },
        { name: 'install', run: 'npm ci' },
        {
          name: 'take',
          uses: actions.download.uses,
          with: {
            name: job.takes,
            path: 'taken',
            'run-id': expression('github.event.workflow_run.id'),
            'github-token': expression('github.token'),
          },
        },
        {
          name: 'comment',
          env: { GITHUB_TOKEN: expression('github.token') },
          run: `npm run comment -- taken/${job.takes}`,
        },
      ],
    };
  };
  return {
    name: 'gitops: comment',
    on: { workflow_run: { workflows: [changeWorkflow], types: ['completed'] } },
    permissions: {},
    jobs: Object.fromEntries(jobs.map((job) => [job.name, one(job)])),
  };
}
