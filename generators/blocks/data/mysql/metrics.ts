import { haproxyPorts } from '../../../upstream/perconaMysql.ts';
import { matching, type ScrapeTarget } from '../../monitoring/scrape.ts';
import type { MysqlSystem } from './system.ts';

/** What Prometheus reads of a MySQL: its proxies. */
export function mysqlTargets(system: MysqlSystem): readonly ScrapeTarget[] {
  const { app, names } = system;
  return [{ name: app.name, namespace: app.tier, selector: matching(names.proxies), port: haproxyPorts.metrics }];
}
