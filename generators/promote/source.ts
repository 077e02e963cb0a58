import { parse } from 'yaml';
import { targetBranches } from '../judge/revision/targetBranches.ts';
import { Failure } from '../model/finding.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import type { Git } from '../programs/git.ts';
import type { History } from '../release/history.ts';

/** What an environment sets at a commit. */
export interface PromotionSource {
  readonly images: JsonObject;
  /** Settings by app, as people wrote them for the whole environment. */
  readonly apps: JsonObject;
}

/**
 * The tip of the branch that pull requests are merged into, as this clone knows it: `origin/main` before `main`.
 * @throws Failure where this clone has neither
 */
export async function trunkHere(git: Git): Promise<{ readonly name: string; readonly commit: string }> {
  const branches = await targetBranches(git, { isCi: false });
  for (const { name, ref } of branches) {
    const { status, stdout } = await git(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
    if (status === 0) return { name, commit: stdout.trim() };
  }
  const names = branches.map(({ name }) => name).join(', ');
  throw new Failure(`This clone has none of ${names}.`, 'Fetch the target branch: git fetch origin main.');
}

/**
 * Reads an environment from git: nothing of the working tree, no code of the commit.
 * @throws Failure where the commit has no such environment, or its settings are no YAML
 */
export async function promotionSource(history: History, commit: string, environment: string): Promise<PromotionSource> {
  const [file, imagesFile] = ['environment', 'images'].map((name) => `overlays/${environment}/${name}.yaml`);
  const there = await history.list(commit, ['overlays']);
  const read = async (path = '') => {
    const [text = ''] = there.includes(path) ? await history.read(commit, [path]) : [];
    return mapIn(path, commit, text);
  };
  if (!there.includes(file ?? ''))
    throw new Failure(
      `At ${commit.slice(0, 7)} there is no environment ${environment}: no ${file}.`,
      'Merge it first: what is promoted is what the target branch has.',
    );
  const member = (map: JsonObject, key: string) => (isJsonObject(map[key]) ? map[key] : {});
  return { images: member(await read(imagesFile), 'images'), apps: member(await read(file), 'apps') };
}

function mapIn(path: string, commit: string, text: string): JsonObject {
  try {
    const value: unknown = parse(text);
    return isJsonObject(value) ? value : {};
  } catch (error) {
    throw new Failure(`${path} of ${commit.slice(0, 7)} cannot be read.`, 'See `npm run validate` there.', error);
  }
}
