import { type TProperties, Type } from 'typebox';
import { fact } from '../../model/fact.ts';
import { Bytes, closed } from '../../model/settings/scalars.ts';

/** Who may write to a volume at a time: one pod, or all pods of its app. */
export type Writers = 'one' | 'many';

/** A volume that outlives the pods of its app. */
export interface Volume<W extends Writers = Writers> {
  readonly name: string;
  /** Default of its setting. */
  readonly size: string;
  readonly writers: W;
}

/**
 * A volume that outlives pods, of this size unless the setting `volumes.<name>` says another: it can grow, never shrink.
 * With one writer it is a disk in one zone, and the app runs as one pod (`singleService`); with many it is a folder of
 * files over the network, which all pods of a `service` share.
 */
export function volume<const W extends Writers>(name: string, size: string, { writers }: { writers: W }): Volume<W> {
  return { name, size, writers };
}

/** That an app has a volume with many writers: its cluster needs the class. */
export const sharedVolume = fact<{ readonly claim: string }>('shared-volume');

/** Volumes of an app by the path at which its container has them. */
export type Volumes<W extends Writers = Writers> = Readonly<Record<string, Volume<W>>>;

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
