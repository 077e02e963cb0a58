import type { App } from '../../model/app.ts';
import { declare } from '../../model/fact.ts';
import type { Inputs } from '../../model/inputs.ts';
import { labelsOf } from '../labels.ts';
import { dataSystem, dataSystemOf } from './dataSystem.ts';
import { podMonitor } from './podMonitor.ts';
import { type ScrapeTarget, scrapeTarget } from './scrape.ts';

/** An app whose pods are scraped: it declares its targets, and has a PodMonitor for each; a data system also itself. Its own policy lets them in. */
export function monitored(app: App, targets: (inputs: Inputs) => readonly ScrapeTarget[]): App {
  return {
    ...app,
    declares: (inputs) => [
      ...(app.declares?.(inputs) ?? []),
      ...targets(inputs).map((target) => declare(scrapeTarget, target)),
      ...dataSystemOf(app).map((system) => declare(dataSystem, system)),
    ],
    render(inputs) {
      const labels = labelsOf(app.name, inputs, app.tier ?? app.name);
      return [...app.render(inputs), ...targets(inputs).map((target) => podMonitor(target, labels))];
    },
  };
}
