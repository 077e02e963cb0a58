import type { AppId } from '../../../model/appId.ts';
import type { Contract } from '../../../model/edge.ts';
import { someLabels } from '../../../upstream/labels.ts';
import { haproxyName, haproxyPods, mysqlServerPods } from '../../../upstream/perconaMysql.ts';
import { hostOf } from '../../runtime.ts';
import { type PerconaNames, perconaNames } from '../percona/names.ts';

/**
 * Label of the pods that make, restore and delete backups. The operator's own labels name the backup and not the
 * database, so policies select these pods by this label.
 */
export const backupLabel = 'percona.com/cluster';

/** Names of the parts of one MySQL. */
export interface MysqlNames extends PerconaNames {
  /** The job that makes the database and the account of its users. */
  readonly account: string;
  /** Address of the proxies' Service. */
  readonly host: string;
  /** Labels of the servers' pods. */
  readonly servers: Readonly<Record<string, string>>;
  /** Labels of the proxies' pods. */
  readonly proxies: Readonly<Record<string, string>>;
}

/** Names and labels of the parts of one MySQL. */
export function mysqlNames({ tier }: Pick<AppId, 'tier'>, { name }: Contract<'mysql'>): MysqlNames {
  return {
    ...perconaNames(name),
    account: `${name}-account`,
    host: hostOf({ name: haproxyName(name), tier }),
    servers: someLabels(mysqlServerPods(name), selecting),
    proxies: someLabels(haproxyPods(name), selecting),
  };
}

const selecting = ['app.kubernetes.io/name', 'app.kubernetes.io/instance', 'app.kubernetes.io/component'];
