import type { AppId } from '../model/appId.ts';
import type { Inputs } from '../model/inputs.ts';
import { declared } from './declared/declared.ts';
import { bundleSchema } from './declared/jobSchema.ts';
import { job } from './jobs/job.ts';
import type { JobContext, JobEdge, JobSpec } from './jobs/spec.ts';
import type { Part } from './part.ts';
import { ownSecret } from './secrets/ownSecrets.ts';
import type { SecretValue, Value } from './secrets/value.ts';
import type { ContainerText } from './workload/containerText.ts';
import type { Files } from './workload/files.ts';

/** A migration that the apps of a bundle wait for. */
export interface BundleMigration<U extends Readonly<Record<string, JobEdge>>, K extends string>
  extends Pick<JobSpec, 'resources' | 'minutes' | 'beside'> {
  /** Migrates, and does nothing where that is done. Concurrent runs wait for each other, or `done` is given. */
  readonly command: readonly ContainerText[];
  /**
   * Fails until the migration is done. With it the leader alone migrates, and the others ask this until it succeeds;
   * without it each of them runs `command` before it rolls out, and the program's own lock lets one of them migrate.
   */
  readonly done?: readonly ContainerText[];
  readonly uses: U;
  readonly env?: (context: JobContext<U, K>) => Readonly<Record<string, Value>>;
  readonly files?: (context: JobContext<U, K>) => Files;
}

/** Apps that run one image in one version: web servers, workers and others of one program. */
export interface Bundle<K extends string = string> {
  /** The app that its image is called after in `images.yaml`, and whose keys its secrets are. */
  readonly leader: AppId<string, K>;
  /** The image of all of them, in place of that of their runtimes: `registry/name:tag@sha256:digest`. */
  readonly image: string;
  /** The part that a member has because it is one: it waits for the migration. */
  readonly member: Part;
  /** The value of a key that they all know, in the leader's entry `<prefix>-<leader>`. */
  readonly secret: (key: K, inputs: Pick<Inputs, 'environment' | 'cluster'>) => SecretValue;
}

/** How often a member asks whether the migration is done, before its roll-out has failed. */
const asked = 20;

/**
 * Apps of one program, each with `bundle` in its declaration: one entry in `images.yaml` moves all of them, they share
 * the leader's secrets, and none rolls out before the migration of that version is done.
 */
export function bundle<const U extends Readonly<Record<string, JobEdge>>, K extends string = never>(
  leader: AppId<string, K>,
  { image, migration }: { readonly image: string; readonly migration?: BundleMigration<U, NoInfer<K>> },
): Bundle<K> {
  const checked = declared(bundleSchema, { image });
  const member: Part = (host) => {
    if (!migration) return { declared: checked };
    const { command, done, ...rest } = migration;
    const waits = done !== undefined && host.app.name !== leader.name;
    const { metrics: _, command: _own, ...runtime } = 'own' in host.runtime ? host.runtime.own : host.runtime;
    return job(leader, {
      ...rest,
      name: `${host.app.name}-migration`,
      when: 'before',
      runtime: (images) => ({ ...runtime, image: images[leader.name] ?? image, ports: {} }),
      images: {},
      command: waits ? done : command,
      retries: waits ? asked : 2,
    })(host);
  };
  return { leader, image, member, secret: (key, inputs) => ownSecret(leader, key, inputs) };
}
