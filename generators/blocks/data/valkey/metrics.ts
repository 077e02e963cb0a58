import { selectorOf } from '../../labels.ts';
import { matching, type ScrapeTarget } from '../../monitoring/targets/scrape.ts';
import { proxyApp, valkeyPorts } from './names.ts';
import type { ValkeySystem } from './system.ts';

/** What Prometheus reads of a Valkey: the exporter beside each member, and the proxies where there are any. */
export function valkeyTargets(system: ValkeySystem): readonly ScrapeTarget[] {
  const { app, hosts } = system;
  const proxies = proxyApp(app);
  const target = (name: string, port: number) => ({
    name,
    namespace: app.tier,
    selector: matching(selectorOf(name)),
    port,
  });
  return [
    target(app.name, valkeyPorts.exporter),
    ...(hosts.length > 1 ? [target(proxies.name, valkeyPorts.proxy)] : []),
  ];
}
