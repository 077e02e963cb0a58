import { type TProperties, Type } from 'typebox';
import { fact } from '../../model/fact.ts';
import { Bytes, closed } from '../../model/settings/scalars.ts';

/** Who may have a volume at a time: one pod; the one pod of its app and its jobs, all on one node; or all of its pods. */
export type Writers = 'one' | 'node' | 'many';

/** A volume that outlives the pods of its app. */
export interface Volume<W extends Writers = Writers> {
  readonly name: string;
  /** Default of its setting. */
  readonly size: string;
  readonly writers: W;
}

/**
 * A volume that outlives pods, of this size unless the setting `volumes.<name>` says another: it can grow, never shrink.
 * With one writer it is a disk in one zone, and the app runs as one pod (`singleService`). So it is with `node`, where
 * jobs of the app may have the disk, too: they run on the node of its pod. With many it is a folder of files over the
 * network, which all pods of a `service` share, and its jobs on any node.
 */
export function volume<const W extends Writers>(name: string, size: string, { writers }: { writers: W }): Volume<W> {
  return { name, size, writers };
}

/** That an app has a volume with many writers: its cluster needs the class. */
export const sharedVolume = fact<{ readonly claim: string }>('shared-volume');

/** Volumes of an app by the path at which its container has them. */
export type Volumes<W extends Writers = Writers> = Readonly<Record<string, Volume<W>>>;

/** A volume of its app that a job mounts, to read and write or to read alone. */
export type JobVolume<W extends Writers = Writers> = Volume<W> & { readonly readOnly?: true };

/** A volume that a job reads and does not write. */
export function readOnly<W extends Writers>(one: Volume<W>): Volume<W> & { readonly readOnly: true } {
  return { ...one, readOnly: true };
}

/** A claim as the containers of a pod have it. */
export interface MountedClaim {
  readonly claimName: string;
  /** Absent: they write to it. */
  readonly readOnly?: true;
}

/** A job that mounts volumes of its app. */
export interface MountingJob {
  /** The name of its pods. */
  readonly name: string;
  readonly volumes: readonly JobVolume[];
  /** Whether it runs before the roll-out of its app. */
  readonly before: boolean;
}

/** The setting of each volume: its size. Absent where there are none. */
export function volumeSettings(volumes: Volumes = {}): TProperties {
  const sizes = Object.values(volumes).map(({ name, size }) => [
    name,
    Bytes(`Size of the volume ${name}. It can grow, never shrink.`, { default: size }),
  ]);
  if (sizes.length === 0) return {};
  const description = 'Sizes of the volumes that outlive pods.';
  return { volumes: Type.Object(Object.fromEntries(sizes), { ...closed, description }) };
}

/** Name of the claim of a volume. */
export function claimName(app: string, { name }: Pick<Volume, 'name'>): string {
  return `${app}-${name}`;
}
