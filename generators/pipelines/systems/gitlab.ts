import { firstLine } from '../../files/print.ts';
import { printYaml } from '../../files/yaml.ts';
import type { Event, PipelineJob } from '../job.ts';
import { machines, toolCache } from '../pins.ts';
import { type Dialect, reports, scriptOf } from '../script.ts';
import { type SystemFile, safeFolder } from './github.ts';

/** The one path of this system. */
export const gitlabPath = '.gitlab-ci.yml';

/** A job may have one: a command that finds an error is the last one of it. */
const report = `${reports}/code-quality.json`;

const dialect: Dialect = {
  findings: () => `--report gitlab=${report}`,
  placeless: [],
  target: '$CI_MERGE_REQUEST_TARGET_BRANCH_NAME',
};

const isChange = '$CI_PIPELINE_SOURCE == "merge_request_event"';
const isNight = '$CI_PIPELINE_SOURCE == "schedule" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH';
const isMain = '$CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH';
const conditions: Readonly<Record<Event, string>> = { change: isChange, main: isMain, night: isNight };

/** A merge request of a fork has another source: its pipeline runs in the fork, unless a member starts it here. */
const isOwn = '$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_MERGE_REQUEST_PROJECT_ID';
const isQueued = '$CI_MERGE_REQUEST_EVENT_TYPE == "merge_train"';

/**
 * The pipeline of GitLab. Findings are a code quality report, which merge requests show at their lines; caches of protected
 * branches are separate from all others unless the project says otherwise.
 * https://docs.gitlab.com/ci/yaml/, https://docs.gitlab.com/ci/testing/code_quality/, https://docs.gitlab.com/ci/caching/
 */
export function gitlabFiles(jobs: readonly PipelineJob[], source: string): readonly SystemFile[] {
  const pipeline = {
    workflow: {
      auto_cancel: { on_new_commit: 'interruptible' },
      rules: Object.values(conditions).map((condition) => ({ if: condition })),
    },
    stages: ['check', 'comment', 'release'],
    // Protected branches read what they wrote themselves: no merge request writes.
    variables: {
      CACHE_POLICY: 'pull',
      GIT_DEPTH: '0',
      MOBILE_GITOPS_CACHE: `$CI_PROJECT_DIR/${toolCache.path}`,
      ...safeFolder,
    },
    ...Object.fromEntries(jobs.map((job) => [job.name, jobOf(job)])),
  };
  return [{ path: gitlabPath, content: `${firstLine(source)}${printYaml(pipeline)}` }];
}

function jobOf(job: PipelineJob) {
  const { image, prepare } = machines[job.machine];
  return {
    stage: job.alone ? 'release' : job.secret ? 'comment' : 'check',
    image,
    timeout: `${job.minutes} minutes`,
    interruptible: job.alone !== true,
    rules: job.on.flatMap((event) => rulesOf(job, event)),
    needs: (job.after ?? []).map((name) => ({ job: name, artifacts: job.takes !== undefined })),
    // Its secrets are variables of that environment alone.
    ...(job.secret && { environment: { name: environmentOf(job), action: job.alone ? 'start' : 'access' } }),
    ...(job.alone && { resource_group: job.name }),
    cache: {
      key: { prefix: 'gitops', files: [...toolCache.madeFrom] },
      paths: [`${toolCache.path}/`],
      policy: '$CACHE_POLICY',
    },
    before_script: [prepare, 'npm ci'],
    script: job.steps.flatMap((step) => scriptOf(step, dialect)),
    ...artifactsOf(job),
  };
}

const environmentOf = ({ name, alone }: PipelineJob) => (alone ? name : 'gitops-comment');

function rulesOf({ name, queued, secret, alone }: PipelineJob, event: Event) {
  const all = [conditions[event]];
  if (event === 'change' && secret && !alone) all.push(isOwn);
  const writes = name === 'check' && event === 'main';
  const runs = { if: all.join(' && '), ...(writes && { variables: { CACHE_POLICY: 'pull-push' } }) };
  return queued === false ? [{ if: isQueued, when: 'never' }, runs] : [runs];
}

function artifactsOf({ name, leaves, keeps, steps }: PipelineJob) {
  // Merge requests show a link to it by that name, which may have no dot.
  if (keeps) return { artifacts: { when: 'always', expose_as: name, expire_in: '1 week', paths: [keeps] } };
  if (leaves) return { artifacts: { paths: [leaves], expire_in: '1 week' } };
  if (steps.every(({ kind }) => kind !== 'findings')) return {};
  return { artifacts: { when: 'always', expire_in: '1 week', reports: { codequality: report } } };
}
