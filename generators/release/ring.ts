import { mainBranch } from '../argocd/names.ts';

/** The branch that pull requests go into. Environments without rings follow it, so it is the ring before the first. */
export const trunk = mainBranch;

/** An Application that a commit's files call for. */
export interface Expected {
  /** Its name on the hub. */
  readonly name: string;
  readonly environment: string;
  readonly cluster: string;
  /** Missing for the Application of a cluster, which holds its ApplicationSets. */
  readonly app?: string;
  /** Files and folders that it is made from, from the repository root, without a slash at either end. */
  readonly paths: readonly string[];
  /** What its ApplicationSet takes over from a file; missing for the Application of a cluster. */
  readonly settings?: Settings;
}

/** What an Application is made of besides the revision of this repository. */
export interface Settings {
  /** Where its objects go that name no namespace. */
  readonly namespace: string;
  readonly charts: readonly Chart[];
  /** Entries of `ignoreDifferences`. */
  readonly ignored: readonly unknown[];
}

/** One version of a Helm chart. */
export interface Chart {
  readonly repository: string;
  readonly chart: string;
  readonly version: string;
}

/** Clusters that follow one branch, and what runs on them. */
export interface Ring {
  /** `main`, or what `environment.yaml` calls it. */
  readonly name: string;
  /** `main` or `release/<name>`. */
  readonly branch: string;
  /** Names of all rings before it, the nearest last. Empty for `main`. */
  readonly before: readonly string[];
  /** Read from their files when they are first asked for: most releases ask for those of one ring alone. */
  readonly applications: readonly Expected[];
}

/** The branch that a production ring follows. */
export function branchOf(ring: string): string {
  return `release/${ring}`;
}
