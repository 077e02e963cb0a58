import { readFileSync } from 'node:fs';

/** What the system that runs this check says of the change. */
export interface CiSays {
  /** The branch that a pull request goes into. */
  readonly target?: string;
  /** The commit that a pull request is compared with. */
  readonly base?: string;
  /** What the branch was at before the push that is checked. */
  readonly pushedFrom?: string;
  /** The branch into which changes go where nobody says otherwise. */
  readonly defaultBranch?: string;
  /** Whether a pipeline runs this check: what is not checked there is nowhere checked. */
  readonly isCi: boolean;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Variables with the name of the branch that a pull request goes into. Some have `refs/heads/` before it. */
const targets = [
  // https://docs.github.com/en/actions/reference/workflows-and-actions/variables
  'GITHUB_BASE_REF',
  // https://docs.gitlab.com/ci/variables/predefined_variables/
  'CI_MERGE_REQUEST_TARGET_BRANCH_NAME',
  // https://learn.microsoft.com/azure/devops/pipelines/build/variables
  'SYSTEM_PULLREQUEST_TARGETBRANCH',
  // https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/
  'BITBUCKET_PR_DESTINATION_BRANCH',
  // https://www.jenkins.io/doc/book/pipeline/multibranch/
  'CHANGE_TARGET',
  // https://buildkite.com/docs/pipelines/configure/environment-variables
  'BUILDKITE_PULL_REQUEST_BASE_BRANCH',
  // https://woodpecker-ci.org/docs/usage/environment
  'CI_COMMIT_TARGET_BRANCH',
] as const;

/**
 * Drone's variable with that branch. Of a push it has the branch that was pushed: it counts beside the second one alone.
 * https://docs.drone.io/pipeline/environment/reference/drone-target-branch/
 */
const droneTarget = 'DRONE_TARGET_BRANCH';
const dronePullRequest = 'DRONE_PULL_REQUEST';

/**
 * Variables with the commit that a pull request is compared with: of GitLab and of Bitbucket. The first is of a pipeline
 * of merged results alone: the target branch as it was merged.
 */
const bases = [
  'CI_MERGE_REQUEST_TARGET_BRANCH_SHA',
  'CI_MERGE_REQUEST_DIFF_BASE_SHA',
  'BITBUCKET_PR_DESTINATION_COMMIT',
] as const;

/** Variables with the commit that the branch was at before the push: of GitLab, Jenkins and Drone. */
const befores = ['CI_COMMIT_BEFORE_SHA', 'GIT_PREVIOUS_COMMIT', 'DRONE_COMMIT_BEFORE'] as const;

/** Variables with the default branch: of GitLab, Buildkite, Drone and Woodpecker. */
const defaults = [
  'CI_DEFAULT_BRANCH',
  'BUILDKITE_PIPELINE_DEFAULT_BRANCH',
  'DRONE_REPO_BRANCH',
  'CI_REPO_DEFAULT_BRANCH',
] as const;

/** GitHub has the commit before the push, and the default branch, in a file. */
const gitHubEvent = 'GITHUB_EVENT_PATH';

/** Variables that say that a pipeline runs: `CI` is `true`, with Woodpecker its name; Azure Pipelines has its own. */
const pipelines = ['CI', 'TF_BUILD'] as const;

/** Every variable that is read here. */
export const ciVariables: readonly string[] = [
  ...targets,
  droneTarget,
  dronePullRequest,
  ...bases,
  ...befores,
  ...defaults,
  gitHubEvent,
  ...pipelines,
];

/** What CI systems say of a change in environment variables. */
export function ciSays(variables: Variables): CiSays {
  const event = gitHubSays(variables[gitHubEvent]);
  const drone = variables[dronePullRequest] ? variables[droneTarget] : undefined;
  const target = (firstOf(variables, targets) ?? drone)?.replace(/^refs\/heads\//, '');
  const base = commit(firstOf(variables, bases));
  const pushedFrom = commit(firstOf(variables, befores) ?? event.before);
  const defaultBranch = firstOf(variables, defaults) ?? event.defaultBranch;
  return {
    ...(target && { target }),
    ...(base && { base }),
    ...(pushedFrom && { pushedFrom }),
    ...(defaultBranch && { defaultBranch }),
    isCi: isCi(variables),
  };
}

/** Whether a pipeline runs this. */
export const isCi = (variables: Variables): boolean =>
  pipelines.some((name) => !['', '0', 'false'].includes(variables[name]?.toLowerCase() ?? ''));

function firstOf(variables: Variables, names: readonly string[]): string | undefined {
  return names.map((name) => variables[name]).find((value) => value);
}

/** A hash. Of a branch that is new it is all zeros: there was none before. */
function commit(hash: string | undefined): string | undefined {
  return hash && /^[0-9a-f]{40,64}$/.test(hash) && !/^0+$/.test(hash) ? hash : undefined;
}

/**
 * What the event says that started a workflow. That of a pull request has a commit before as well, of the pull request.
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#push
 */
function gitHubSays(path: string | undefined): { readonly before?: string; readonly defaultBranch?: string } {
  if (!path) return {};
  try {
    const event = JSON.parse(readFileSync(path, 'utf8'));
    const { before, pull_request: pullRequest, repository } = event;
    const branch = repository?.default_branch;
    return {
      ...(typeof before === 'string' && !pullRequest && { before }),
      ...(typeof branch === 'string' && { defaultBranch: branch }),
    };
  } catch {
    // Without a readable event the push is as unknown as without the variable.
    return {};
  }
}
