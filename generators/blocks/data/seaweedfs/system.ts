import type { AppId } from '../../../model/appId.ts';
import type { Inputs } from '../../../model/inputs.ts';
import { type System, type SystemSpec, systemOf } from '../shared/system.ts';
import type { SeaweedfsDefaults, SeaweedfsSettings } from './settings.ts';

/** Images of a bucket server, each `registry/name:tag@sha256:digest`. */
export interface SeaweedfsImages {
  readonly server: string;
}

/** Declaration of a bucket server in the cluster. Its sizes are the default settings. */
export interface SeaweedfsSpec extends SystemSpec<'bucket', SeaweedfsImages>, SeaweedfsDefaults {}

/** A bucket server in one cluster, resolved once per render. Its name is also that of the bucket. */
export type SeaweedfsSystem = System<SeaweedfsSettings, SeaweedfsImages>;

/** Resolves a declaration for one cluster. */
export function seaweedfsSystem(app: AppId<never>, spec: SeaweedfsSpec, inputs: Inputs): SeaweedfsSystem {
  return systemOf<SeaweedfsSettings, SeaweedfsImages>(app, spec, seaweedfsImageName, inputs);
}

/** Gives the name in `images.yaml` of the only image. */
export function seaweedfsImageName(): string {
  return 'seaweedfs';
}
