import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../../../lab/until.ts';
import {
  type Application,
  announce,
  applicationNamed,
  applications,
  describe,
  isAt,
  isWell,
  refresh,
} from './applications.ts';
import { environment, members, type Stage } from './stage.ts';

/** The stage, with the actions of all chapters. Each chapter begins with the state in which the one before ended. */
export interface Story extends Stage {
  /** Names of the Applications of the tree. */
  expected(): ReadonlySet<string>;
  /** Applications, by name. */
  all(): Promise<ReadonlyMap<string, Application>>;
  /** One Application, as it is now. */
  application(name: string): Promise<Application | undefined>;
  /** Has an Application compared again. */
  lookAt(name: string): Promise<void>;
  /** The notifications so far that contain a text. */
  told(text: string): readonly string[];
  /** Replaces the settings of an app in the first ring's cluster. */
  setApp(app: string, settings: object): void;
  /** Commits the tree, pushes it to the branch of the first ring, and tells Argo CD; returns the commit. */
  toCanary(message: string): Promise<string>;
  /** Waits until all expected Applications exist and are Synced and Healthy; returns the seconds. */
  untilAllAreWell(what: string, seconds: number, isSo?: (one: Application) => boolean): Promise<number>;
  /** Waits until an Application is Synced and Healthy at a commit. */
  untilIsWellAt(commit: string, name: string, seconds: number): Promise<number>;
}

/** How long a test may take. */
export const minutes = (count: number) => ({ timeout: count * 60_000 });

/** Creates the story of a stage. */
export function tell(stage: Stage): Story {
  const { hub, tree, slack } = stage;
  const all = async () => new Map((await applications(hub.api)).map((one) => [one.metadata.name, one]));
  const application = (name: string) => applicationNamed(hub.api, name);
  const below = (folder: string) => readdirSync(join(tree.root, folder));
  const expected = () =>
    new Set([
      'root',
      'argo-cd',
      ...Object.values(members).flatMap((cluster) => [
        cluster,
        ...below(`overlays/${environment}/clusters/${cluster}`).map((app) => `${cluster}-${app}`),
        ...below(`argocd/operators/${environment}/${cluster}`).map((file) => `${cluster}-${file.replace('.yaml', '')}`),
      ]),
    ]);
  return {
    ...stage,
    expected,
    all,
    application,
    async lookAt(name) {
      const one = await application(name);
      if (one) await refresh(hub.api, one);
    },
    told: (part) =>
      slack
        .messages()
        .map(({ text }) => text)
        .filter((text) => text.includes(part)),
    setApp(app, settings) {
      tree.edit(`overlays/${environment}/environment.yaml`, (document) => {
        const { clusters } = document.toJS() as { clusters: { name: string }[] };
        const index = clusters.findIndex(({ name }) => name === members.canary);
        document.setIn(['clusters', index, 'apps', app], settings);
      });
    },
    async toCanary(message) {
      const commit = tree.commit(message);
      tree.push(commit, 'main', 'release/canary');
      await announce(hub.api, 'canary');
      return commit;
    },
    async untilAllAreWell(what, seconds, isSo = isWell) {
      const wanted = expected();
      const check = async () => {
        const found = await all();
        const missing = [...wanted].filter((name) => !found.has(name));
        if (missing.length > 0) return `there is no ${missing.slice(0, 5).join(', ')}`;
        const open = [...found.values()].filter((one) => wanted.has(one.metadata.name) && !isSo(one));
        return open.length === 0 || open.slice(0, 5).map(describe).join('\n  ');
      };
      // Not more often: all Applications are a megabyte, which the hub's API server converts each time.
      return until(what, seconds, check, 2000);
    },
    untilIsWellAt: (commit, name, seconds) =>
      until(`${name} is well at ${commit.slice(0, 7)}`, seconds, async () => {
        const one = await application(name);
        if (!one) return 'it is not there';
        return (isWell(one) && isAt(one, commit)) || describe(one);
      }),
  };
}
