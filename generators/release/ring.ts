import { mainBranch } from '../argocd/names.ts';

/**
 * The branch that pull requests are merged into. Environments without rings follow it, so it is the ring before the
 * first.
 */
export const trunk = mainBranch;

/** An Application that ApplicationSets create from a commit's files. */
export interface Expected {
  /** Its name on the hub. */
  readonly name: string;
  readonly environment: string;
  readonly cluster: string;
  /** Missing for the Application of a cluster, which holds its ApplicationSets. */
  readonly app?: string;
  /** Files and folders that it is built from, from the repository root, without a slash at either end. */
  readonly paths: readonly string[];
  /** Settings that its ApplicationSet copies from the file; missing for the Application of a cluster. */
  readonly settings?: Settings;
}

/** The settings of an Application besides the revision of this repository. */
export interface Settings {
  /** The namespace of objects that name none. */
  readonly namespace: string;
  readonly pinned: readonly PinnedSource[];
  /** Entries of `ignoreDifferences`. */
  readonly ignored: readonly unknown[];
}

/** One version of a Helm chart, or of a folder of another repository. */
export interface PinnedSource {
  readonly repository: string;
  /** Name of the chart, or path of the folder. */
  readonly name: string;
  readonly version: string;
}

/** Clusters that follow one branch, and their Applications. */
export interface Ring {
  /** `main`, or its name in `environment.yaml`. */
  readonly name: string;
  /** `main` or `release/<name>`. */
  readonly branch: string;
  /** Names of all rings before it, the nearest last. Empty for `main`. */
  readonly before: readonly string[];
  /** Read from their files at the first access: most releases need those of one ring alone. */
  readonly applications: readonly Expected[];
}

/** The branch that a production ring follows. */
export function branchOf(ring: string): string {
  return `release/${ring}`;
}
