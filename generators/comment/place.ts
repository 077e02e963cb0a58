import { readFileSync } from 'node:fs';
import { memberAt } from '../model/json.ts';

/** A pull request of GitHub: by its number, or as the one open one of a branch whose tip is this commit. */
export interface GithubPlace {
  readonly host: 'github';
  /** Address of the API, without a slash at its end. */
  readonly api: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly pullRequest: number | { readonly owner: string; readonly branch: string; readonly commit: string };
  /** Whether it comes from a fork. */
  readonly fork: boolean;
}

/** A merge request of GitLab. */
export interface GitlabPlace {
  readonly host: 'gitlab';
  readonly api: string;
  /** Number of the project, or its path. */
  readonly project: string;
  readonly mergeRequest: number;
}
export type CommentPlace = GithubPlace | GitlabPlace;

type Variables = Readonly<Record<string, string | undefined>>;

/** The pull request that a pipeline is about, by what its system says; undefined where it is about none. */
export function commentPlace(variables: Variables): CommentPlace | undefined {
  return fromGitlab(variables) ?? fromGithub(variables) ?? fromAddress(variables) ?? fromCircle(variables);
}

/** https://docs.gitlab.com/ci/variables/predefined_variables/#predefined-variables-for-merge-request-pipelines */
function fromGitlab({ CI_API_V4_URL: api, CI_PROJECT_ID: project, CI_MERGE_REQUEST_IID: number }: Variables) {
  return api && project && number
    ? ({ host: 'gitlab', api, project, mergeRequest: Number(number) } as const)
    : undefined;
}

/**
 * The event of a workflow: of a pull request, or of a workflow that ran for one. That names the branch and its tip, for
 * its list of pull requests is empty for forks.
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#workflow_run
 */
function fromGithub(variables: Variables): GithubPlace | undefined {
  const { GITHUB_EVENT_PATH: path, GITHUB_REPOSITORY: repository, GITHUB_API_URL: api } = variables;
  if (!path || !repository || !api) return undefined;
  const event: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const at = { host: 'github', api, repository } as const;
  const number = memberAt(event, ['pull_request', 'number']);
  const isFork = (full: unknown) => full !== repository;
  if (typeof number === 'number') {
    return { ...at, pullRequest: number, fork: isFork(memberAt(event, ['pull_request', 'head', 'repo', 'full_name'])) };
  }
  const owner = memberAt(event, ['workflow_run', 'head_repository', 'owner', 'login']);
  const branch = memberAt(event, ['workflow_run', 'head_branch']);
  const commit = memberAt(event, ['workflow_run', 'head_sha']);
  if (typeof owner !== 'string' || typeof branch !== 'string' || typeof commit !== 'string') return undefined;
  const fork = isFork(memberAt(event, ['workflow_run', 'head_repository', 'full_name']));
  return { ...at, pullRequest: { owner, branch, commit }, fork };
}

/** Jenkins and CircleCI have the address of the page: https://www.jenkins.io/doc/book/pipeline/multibranch/ */
function fromAddress({
  CHANGE_URL,
  CHANGE_FORK,
  CIRCLE_PULL_REQUEST,
  CIRCLE_PR_NUMBER,
}: Variables): CommentPlace | undefined {
  const address = CHANGE_URL || CIRCLE_PULL_REQUEST || '';
  const github = /^(https?:\/\/([^/]+))\/([^/]+\/[^/]+)\/pull\/(\d+)/.exec(address);
  if (github) {
    const [, server = '', name = '', repository = '', number] = github;
    const api = githubApi(server, name);
    const fork = Boolean(CHANGE_FORK || CIRCLE_PR_NUMBER);
    return { host: 'github', api, repository, pullRequest: Number(number), fork };
  }
  const [, server, project = '', number] = /^(https?:\/\/[^/]+)\/(.+)\/-\/merge_requests\/(\d+)/.exec(address) ?? [];
  return server ? { host: 'gitlab', api: `${server}/api/v4`, project, mergeRequest: Number(number) } : undefined;
}

/** CircleCI names no pull request where it is connected as a GitHub App: https://circleci.com/docs/reference/variables/ */
function fromCircle(variables: Variables): GithubPlace | undefined {
  const { CIRCLE_PROJECT_USERNAME: owner, CIRCLE_PROJECT_REPONAME: name } = variables;
  const { CIRCLE_BRANCH: branch, CIRCLE_SHA1: commit, GITHUB_TOKEN: token } = variables;
  if (!owner || !name || !branch || !commit || !token) return undefined;
  const at = { host: 'github', api: 'https://api.github.com', repository: `${owner}/${name}` } as const;
  return { ...at, pullRequest: { owner, branch, commit }, fork: false };
}

/** The page of a run, with its logs and the files that it keeps; undefined where the system names none. */
export function runAddress(variables: Variables): string | undefined {
  const { CI_PIPELINE_URL, BUILD_URL, CIRCLE_BUILD_URL, GITHUB_EVENT_PATH: path } = variables;
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = variables;
  const other = path ? memberAt(JSON.parse(readFileSync(path, 'utf8')), ['workflow_run', 'html_url']) : undefined;
  if (typeof other === 'string') return other;
  if (server && repository && run) return `${server}/${repository}/actions/runs/${run}`;
  return CI_PIPELINE_URL || BUILD_URL || CIRCLE_BUILD_URL || undefined;
}

/** The address of GitHub's API, of its own server or of one of a company. */
export const githubApi = (server: string, name: string): string =>
  name === 'github.com' ? 'https://api.github.com' : `${server}/api/v3`;
