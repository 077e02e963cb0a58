import type { PipelineJob, PipelineStep, Secret } from './job.ts';

/** What the jobs depend on. */
export interface JobFacts {
  /** The branches `release/<ring>` of each environment, in the order in which a release reaches them. */
  readonly rings: readonly (readonly string[])[];
  /** The variable with the token that may comment: that of the host of this repository. */
  readonly commentToken: 'GITHUB_TOKEN' | 'GITLAB_TOKEN';
}

const script = (...run: readonly string[]): PipelineStep => ({ kind: 'script', run });
const npm = (command: string): PipelineStep => script(`npm run ${command}`);
const findings = (command: string, ...args: readonly string[]): PipelineStep => ({ kind: 'findings', command, args });

/** All tests of `.ci/run` but `npm test`, in its order. */
const slowTests = [
  ...['test:commands', 'test:cluster', 'test:gateways', 'test:documents', 'test:monitoring'],
  ...['test:page', 'test:pipelines', 'test:charts'],
];

/** The comment of a pull request, made by one job and posted by another one. */
export const commentFile = 'diff.md';

/** What may move the branches of rings, and read the health of Applications. */
const release: Secret = {
  name: 'gitops-release',
  variables: ['ARGOCD_SERVER', 'ARGOCD_AUTH_TOKEN', 'RELEASE_REMOTE'],
};

/**
 * The one description of what pipelines do: each system's file is a rendering of it. `docs/pipelines.md` shows it as a
 * table.
 */
export function pipelineJobs({ rings, commentToken }: JobFacts): readonly PipelineJob[] {
  return [
    {
      // Is what is committed what the model says, and is it valid? At night: exceptions end at a date.
      name: 'check',
      on: ['change', 'main', 'night'],
      machine: 'alpine',
      minutes: 30,
      steps: [findings('generate', '--check'), findings('validate')],
    },
    {
      // What needs an acknowledgement.
      name: 'gate',
      on: ['change'],
      machine: 'alpine',
      minutes: 30,
      steps: [{ kind: 'judgement', command: 'gate' }],
    },
    {
      // What it does to the clusters.
      name: 'diff',
      on: ['change'],
      queued: false,
      machine: 'alpine',
      minutes: 30,
      steps: [script(`npm run diff -- --report markdown=${commentFile}`)],
      leaves: commentFile,
    },
    {
      // The fleet as a page.
      name: 'report',
      on: ['change'],
      queued: false,
      machine: 'alpine',
      minutes: 30,
      steps: [npm('report')],
      keeps: 'report.html',
    },
    {
      name: 'comment',
      on: ['change'],
      queued: false,
      machine: 'alpine',
      minutes: 10,
      after: ['diff'],
      takes: commentFile,
      secret: { name: 'gitops-comment', variables: [commentToken] },
      steps: [script(`npm run comment -- ${commentFile}`)],
    },
    {
      name: 'test',
      on: ['change', 'main'],
      machine: 'debian',
      minutes: 60,
      steps: [script('npm test')],
    },
    ...rings.flatMap((environment) =>
      environment.map(
        (ring, index): PipelineJob => ({
          name: `release-${ring}`,
          on: ['main'],
          machine: 'alpine',
          minutes: 90,
          after: index === 0 ? ['check', 'test'] : [`release-${environment[index - 1]}`],
          secret: release,
          alone: true,
          steps: [script(`npm run release -- ${ring} --wait 1h --remote "\${RELEASE_REMOTE:-origin}"`)],
        }),
      ),
    ),
    {
      name: 'slow',
      on: ['night'],
      machine: 'debian',
      minutes: 240,
      steps: slowTests.map(npm),
    },
  ];
}
