import { readFileSync } from 'node:fs';

/** What the system that runs this check says of the change. */
export interface CiSays {
  /** The branch that a pull request goes into. */
  readonly target?: string;
  /** The commit that a pull request is compared with. */
  readonly base?: string;
  /** What the branch was at before the push that is checked. */
  readonly pushedFrom?: string;
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
] as const;

/** Variables with the commit that a pull request is compared with: of GitLab and of Bitbucket. */
const bases = ['CI_MERGE_REQUEST_DIFF_BASE_SHA', 'BITBUCKET_PR_DESTINATION_COMMIT'] as const;

/** Variables with the commit that the branch was at before the push: of GitLab and of Jenkins. */
const befores = ['CI_COMMIT_BEFORE_SHA', 'GIT_PREVIOUS_COMMIT'] as const;

/** GitHub has the commit before the push in a file. */
const gitHubEvent = 'GITHUB_EVENT_PATH';

/** Every variable that is read here. */
export const ciVariables: readonly string[] = [...targets, ...bases, ...befores, gitHubEvent];

/** What GitHub, GitLab, Azure Pipelines, Bitbucket, Jenkins and Buildkite say of a change in environment variables. */
export function ciSays(variables: Variables): CiSays {
  const target = firstOf(variables, targets)?.replace(/^refs\/heads\//, '');
  const base = commit(firstOf(variables, bases));
  const pushedFrom = commit(firstOf(variables, befores) ?? gitHubPush(variables[gitHubEvent]));
  return { ...(target && { target }), ...(base && { base }), ...(pushedFrom && { pushedFrom }) };
}

function firstOf(variables: Variables, names: readonly string[]): string | undefined {
  return names.map((name) => variables[name]).find((value) => value);
}

/** A hash. Of a branch that is new it is all zeros: there was none before. */
function commit(hash: string | undefined): string | undefined {
  return hash && /^[0-9a-f]{40,64}$/.test(hash) && !/^0+$/.test(hash) ? hash : undefined;
}

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#push */
function gitHubPush(path: string | undefined): string | undefined {
  if (!path) return undefined;
  try {
    const { before } = JSON.parse(readFileSync(path, 'utf8')) as { before?: unknown };
    return typeof before === 'string' ? before : undefined;
  } catch {
    // Without a readable event the push is as unknown as without the variable.
    return undefined;
  }
}
