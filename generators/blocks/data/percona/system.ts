import type { AppId } from '../../../model/appId.ts';
import type { Edge, Engine } from '../../../model/edge.ts';
import type { AppSettings, Inputs } from '../../../model/inputs.ts';
import { accountsOf, type DatabaseAccount } from '../shared/accounts.ts';
import type { ImageName, PartImages } from '../shared/images.ts';
import { type System, type SystemSpec, systemOf } from '../shared/system.ts';
import { type BackupPlace, backupPlace } from './backupPlace.ts';
import { type PerconaNames, perconaNames } from './names.ts';
import type { OperatorName } from './operator.ts';

/**
 * Declaration that both Percona databases have in common. The name of the contract is also that of the custom resource,
 * of the database in it and of the apps' account.
 */
export interface PerconaSpec<E extends Engine, I> extends SystemSpec<E, I> {
  /** The edge to the bucket of backups. */
  readonly backups: Extract<Edge, { to: 'bucket' }>;
  readonly operator: OperatorName;
}

/** A database of a Percona operator, resolved once per render. */
export interface PerconaSystem<S extends AppSettings = AppSettings, I = unknown> extends System<S, I> {
  readonly names: PerconaNames;
  /** Accounts beside that of apps. */
  readonly accounts: readonly DatabaseAccount[];
  readonly operator: OperatorName;
  readonly backupPlace: BackupPlace;
}

/** Resolves the common part of both Percona databases. Images are named `<contract>-<part>` in `images.yaml`. */
export function perconaSystem<S extends AppSettings, I extends PartImages<I>>(
  app: AppId<never>,
  spec: PerconaSpec<Engine, I>,
  inputs: Inputs,
): PerconaSystem<S, I> {
  return {
    ...systemOf<S, I>(app, spec, perconaImageName(spec), inputs),
    names: perconaNames(spec.contract.name),
    accounts: accountsOf(app, spec.contract),
    operator: spec.operator,
    backupPlace: backupPlace(spec.contract.name, inputs),
  };
}

/** Gives the name in `images.yaml` of the image of a part. */
export function perconaImageName({ contract }: Pick<PerconaSpec<Engine, unknown>, 'contract'>): ImageName {
  return (part) => `${contract.name}-${part}`;
}
