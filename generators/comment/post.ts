import { commentMark } from '../diff/format/markdown.ts';
import { Failure } from '../model/finding.ts';
import { type CommentPlace, commentPlace, runAddress } from './place.ts';
import { openThread } from './thread.ts';

/** What became of a comment. */
export interface Posted {
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'none';
  /** Why there is none. */
  readonly why?: string;
}

/** Body of a comment at most: https://docs.github.com/rest/issues/comments */
const limit = 65_536;

const ofFork =
  '> This comes from a fork, and was made by its code: it shows what that code says. Read the changed files.\n\n';

/**
 * Posts a comment to the pull request that a pipeline is about, in the place of the one before. It is text to this program,
 * whoever wrote it. Without a token or a pull request it does nothing, and says so.
 * @param text begins with the mark of `npm run diff -- --format markdown`
 * @param variables those of the pipeline
 * @throws Failure where the text is no such comment, and where the API refuses
 */
export async function postComment(
  text: string,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<Posted> {
  const place = commentPlace(variables);
  if (!place) return { outcome: 'none', why: 'this run is about no pull request' };
  const name = place.host === 'github' ? 'GITHUB_TOKEN' : 'GITLAB_TOKEN';
  const token = variables[name];
  if (!token) return { outcome: 'none', why: `${name} is not set` };
  const body = bodyOf(text, place, runAddress(variables));
  const thread = await openThread(place, token);
  const before = (await thread.own()).find((comment) => comment.body.startsWith(commentMark));
  if (!before) {
    await thread.create(body);
    return { outcome: 'created' };
  }
  if (before.body === body) return { outcome: 'unchanged' };
  await thread.update(before.id, body);
  return { outcome: 'updated' };
}

function bodyOf(text: string, place: CommentPlace, run: string | undefined): string {
  if (!text.startsWith(commentMark)) {
    throw new Failure(
      `The file does not begin with ${commentMark}.`,
      'Make it with: npm run diff -- --report markdown=diff.md',
    );
  }
  const note = place.host === 'github' && place.fork ? ofFork : '';
  const link = run ? `\n\n[Findings, logs, and the fleet as a page](${encodeURI(run)})` : '';
  const body = `${commentMark}\n${note}${text.slice(commentMark.length).trim()}${link}`;
  if (body.length <= limit) return body;
  throw new Failure(
    `The comment has ${body.length} characters, and ${limit} are the most.`,
    'Make it with: npm run diff -- --report markdown=diff.md',
  );
}
