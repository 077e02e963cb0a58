import { type ApplicationObject, readApplication } from '../application.ts';
import type { HubApi } from '../hub.ts';
import { type Outcome, type Release, releaseRing } from '../release.ts';
import type { Repository } from '../repository.ts';
import { applicationAt, now, type State } from './application.ts';
import { applicationsOf, type FleetOptions, fleetFiles } from './fleet.ts';
import { type Memory, memoryRepository } from './memory.ts';

/** A hub whose state the test sets. */
export interface Stage {
  /** The hub's Applications by name. */
  readonly applications: Map<string, ApplicationObject>;
  readonly hub: HubApi;
  /** Makes all Applications of a cluster Synced and Healthy at a commit, with the changes in `state`. */
  settle(cluster: string, commit: string, state?: State): void;
  /** Releases a ring, by default without a soak. */
  release(ring: string, options?: Partial<Release>): Promise<Outcome>;
}

/** A repository in memory with such a hub. */
export interface Scene extends Stage {
  readonly memory: Memory;
  /** Adds a commit of the fleet to a branch, by default to main. */
  change(fleet: FleetOptions, branch?: string): string;
  /** The commit of a branch. */
  at(branch: string): string | undefined;
}

/** Creates a hub for a repository. */
export function stage(repository: Repository): Stage {
  const applications = new Map<string, ApplicationObject>();
  const hub: HubApi = {
    name: 'hub',
    read: async () => ({
      applications: new Map([...applications].map(([name, one]) => [name, readApplication(one)])),
      now,
    }),
  };
  const usual = { repository, hub, soak: 0, wait: 0, dryRun: false, onWait: () => {} };
  return {
    applications,
    hub,
    settle(cluster, commit, state) {
      for (const name of applicationsOf(cluster)) applications.set(name, applicationAt(name, commit, state));
    },
    release: (ring, options) => releaseRing({ ...usual, ring, ...options }),
  };
}

/** Creates a scene. */
export function scene(): Scene {
  const memory = memoryRepository();
  return {
    ...stage(memory),
    memory,
    change(fleet, branch = 'main') {
      const tip = memory.branches.get(branch);
      const commit = memory.commit(tip ? [tip] : [], fleetFiles(fleet));
      memory.branches.set(branch, commit);
      return commit;
    },
    at: (branch) => memory.branches.get(branch),
  };
}
