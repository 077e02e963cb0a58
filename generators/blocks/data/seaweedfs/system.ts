import type { AppId } from '../../../model/appId.ts';
import type { AppSettings } from '../../../model/inputs.ts';

export interface SeaweedfsDefaults {
  /** Size of the volume. */
  readonly storage: string;
  readonly resources: { readonly cpu: string; readonly memory: string };
}

/** The settings after resolution. */
export interface SeaweedfsSettings extends SeaweedfsDefaults, AppSettings {}

/** What the objects of one bucket server are made from. */
export interface SeaweedfsSystem {
  readonly app: AppId<never>;
  readonly bucket: string;
  readonly labels: Readonly<Record<string, string>>;
}
