import { counted } from '../../console/counted.ts';
import type { EnvironmentReport } from '../model/report.ts';
import { capacitySection } from './capacitySection.ts';
import { clustersSection } from './clustersSection.ts';
import { html, type Markup } from './html.ts';
import { lossesSection } from './lossesSection.ts';
import { mapSection } from './mapSection.ts';
import { objectivesSection } from './objectivesSection.ts';
import { routesSection } from './routesSection.ts';
import { scalersSection } from './scalersSection.ts';

const sections: readonly (readonly [title: string, show: (environment: EnvironmentReport) => Markup])[] = [
  ['Clusters', clustersSection],
  ['Who calls whom', mapSection],
  ['Routes', routesSection],
  ['Objectives', objectivesSection],
  ['What survives which loss', lossesSection],
  ['Autoscaling', scalersSection],
  ['Capacity', capacitySection],
];

/**
 * An environment. A closed one is not drawn until somebody opens it.
 * @param isOpen whether it is shown from the start
 */
export function environmentSection(environment: EnvironmentReport, isOpen: boolean): Markup {
  const { name } = environment;
  return html`<details class="environment" id="${name}"${isOpen && html` open`}><summary><h2>${name}</h2> <span class="quiet">${inShort(environment)}</span></summary>
<nav aria-label="Sections of ${name}"><ul>${sections.map(([title], index) => html`<li><a href="#${name}-${index}">${title}</a></li>`)}</ul></nav>
${sections.map(
  ([title, show], index) => html`<section><h3 id="${name}-${index}">${title}</h3>
${show(environment)}</section>
`,
)}</details>
`;
}

/** Its size, in a line. */
export function inShort({ clusters, domain, isSynced }: EnvironmentReport): string {
  const clouds = new Set(clusters.map(({ cloud }) => cloud)).size;
  const zones = clusters.reduce((sum, one) => sum + one.zones.length, 0);
  const size = [counted(clusters.length, 'cluster'), counted(clouds, 'cloud'), counted(zones, 'zone')];
  return `${domain}, ${size.join(', ')}${isSynced ? '' : ', not synced by the hub'}`;
}
