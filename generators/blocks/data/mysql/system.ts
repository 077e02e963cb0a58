import type { AppId } from '../../../model/appId.ts';
import type { Inputs } from '../../../model/inputs.ts';
import { type Priority, priorityClassName } from '../../priority.ts';
import { type PerconaSpec, type PerconaSystem, perconaSystem } from '../percona/system.ts';
import { type MysqlNames, mysqlNames } from './names.ts';
import type { MysqlDefaults, MysqlSettings } from './settings.ts';

/** Images of a MySQL, each `registry/name:tag@sha256:digest`. */
export interface MysqlImages {
  readonly server: string;
  readonly proxy: string;
  readonly backup: string;
  /** mysqld_exporter. */
  readonly exporter: string;
  /** The operator's own image: its init container copies scripts into every pod. */
  readonly operator: string;
}

/** Declaration of a MySQL in the cluster. Its sizes are the default settings. */
export interface MysqlSpec extends PerconaSpec<'mysql', MysqlImages>, MysqlDefaults {
  /** Priority of the pods that make and delete backups. */
  readonly backupPriority: Priority;
}

/** A MySQL in one cluster, resolved once per render. */
export interface MysqlSystem extends PerconaSystem<MysqlSettings, MysqlImages> {
  readonly names: MysqlNames;
  /** PriorityClass of the pods that make and delete backups. */
  readonly backupPriorityClassName: string;
}

/** Resolves a declaration for one cluster. */
export function mysqlSystem(app: AppId<never>, spec: MysqlSpec, inputs: Inputs): MysqlSystem {
  return {
    ...perconaSystem<MysqlSettings, MysqlImages>(app, spec, inputs),
    names: mysqlNames(app, spec.contract),
    backupPriorityClassName: priorityClassName(inputs.fleet.name, spec.backupPriority),
  };
}
