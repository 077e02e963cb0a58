import { haproxyPorts } from '../../../upstream/perconaMysql.ts';
import { matching, type ScrapeTarget } from '../../monitoring/targets/scrape.ts';
import { mysqldExporterPort } from './exporter.ts';
import type { MysqlSystem } from './system.ts';

/** What Prometheus reads of a MySQL: its proxies, and the exporter beside each server. */
export function mysqlTargets(system: MysqlSystem): readonly ScrapeTarget[] {
  const { app, names } = system;
  const target = (name: string, pods: Readonly<Record<string, string>>, port: number) => ({
    name,
    namespace: app.tier,
    selector: matching(pods),
    port,
  });
  return [
    target(app.name, names.proxies, haproxyPorts.metrics),
    target(`${app.name}-servers`, names.servers, mysqldExporterPort),
  ];
}
