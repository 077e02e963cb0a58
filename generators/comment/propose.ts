import { mainBranch } from '../argocd/names.ts';
import { Failure } from '../model/finding.ts';
import { isJsonObject } from '../model/json.ts';
import { gitOutput, openGit } from '../programs/git.ts';
import { call } from './call.ts';
import { githubApi } from './place.ts';

/** What is proposed. */
export interface Proposal {
  /** The branch, which belongs to whoever proposes: what was on it before is replaced. */
  readonly branch: string;
  /** Title of the commit and of the pull request. */
  readonly title: string;
}

/** What became of a proposal. */
export interface Proposed {
  /** `none`: nothing differs, so there is nothing to propose. */
  readonly outcome: 'opened' | 'updated' | 'none';
  readonly branch: string;
  /** Page of the pull request, where it was opened now. */
  readonly address?: string;
}

const author = { GIT_AUTHOR_NAME: 'gitops', GIT_COMMITTER_NAME: 'gitops' };
const email = 'gitops@localhost';

/**
 * Commits what differs in a clone, pushes it as a branch, and opens a pull request into `main`, unless there is one of that
 * branch.
 * @param variables with GITHUB_TOKEN or GITLAB_TOKEN, by the host of the remote `origin`
 * @throws Failure where there is no token, where git cannot push, and where the API refuses
 */
export async function propose(
  root: string,
  { branch, title }: Proposal,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<Proposed> {
  const git = openGit(root, { ...author, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_EMAIL: email });
  const differs = await gitOutput(git, 'look for changes', ['status', '--porcelain']);
  if (differs === '') return { outcome: 'none', branch };
  const remote = await gitOutput(git, 'read the address of origin', ['remote', 'get-url', 'origin']);
  const host = hostOf(remote.trim(), variables);
  const token = variables[host.variable];
  if (!token) throw new Failure(`${host.variable} is not set.`, 'Give the job a token that may open pull requests.');
  await gitOutput(git, 'make the branch', ['switch', '--force-create', branch]);
  await gitOutput(git, 'add what differs', ['add', '--all']);
  await gitOutput(git, 'commit', ['commit', '--quiet', '--message', title]);
  await gitOutput(git, `push ${branch}`, ['push', '--quiet', '--force', 'origin', `HEAD:refs/heads/${branch}`]);
  const opened = await host.open(token, { branch, title });
  if (!isJsonObject(opened)) return { outcome: 'updated', branch };
  const address = opened.html_url ?? opened.web_url;
  return { outcome: 'opened', branch, ...(typeof address === 'string' && { address }) };
}

interface Host {
  readonly variable: 'GITHUB_TOKEN' | 'GITLAB_TOKEN';
  /** Undefined where there is one of that branch already. */
  open(token: string, proposal: Proposal): Promise<unknown>;
}

/**
 * The API of the host of a repository: of GitLab where its name says so, or where the token does.
 * https://docs.github.com/en/rest/pulls/pulls#create-a-pull-request, https://docs.gitlab.com/api/merge_requests/#create-mr
 */
function hostOf(remote: string, { GITHUB_TOKEN, GITLAB_TOKEN }: Readonly<Record<string, string | undefined>>): Host {
  const [, scheme = '', name = '', path = ''] =
    /^(https?):\/\/(?:[^@/]*@)?([^/]+)\/(.+?)(?:\.git)?$/.exec(remote) ?? [];
  if (path === '') {
    throw new Failure(
      'The remote origin has no address of HTTP, so its API is unknown.',
      'Clone by https://<user>:<token>@<host>/<path>.git.',
    );
  }
  if (name.includes('gitlab') || (GITLAB_TOKEN && !GITHUB_TOKEN)) {
    const address = `${scheme}://${name}/api/v4/projects/${encodeURIComponent(path)}/merge_requests`;
    const body = ({ branch, title }: Proposal) => ({ source_branch: branch, target_branch: mainBranch, title });
    return {
      variable: 'GITLAB_TOKEN',
      open: (token, proposal) =>
        call(address, { method: 'POST', headers: { 'private-token': token }, body: body(proposal), allowed: [409] }),
    };
  }
  const api = githubApi(`${scheme}://${name}`, name);
  return {
    variable: 'GITHUB_TOKEN',
    open: (token, { branch, title }) =>
      call(`${api}/repos/${path}/pulls`, {
        method: 'POST',
        headers: { accept: 'application/vnd.github+json', authorization: `Bearer ${token}` },
        body: { title, head: branch, base: mainBranch },
        allowed: [422],
      }),
  };
}
