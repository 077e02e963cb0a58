import type { EnvironmentReport, ObjectiveReport } from '../model/report.ts';
import { ofClusters } from './alikeSections.ts';
import { html, type Markup, separated } from './html.ts';
import { tableOf } from './table.ts';

/** What the backend promises. */
export function objectivesSection({ objectives, clusters }: EnvironmentReport): Markup {
  if (objectives.length === 0) return html`<p>Nothing is promised.</p>`;
  return html`${ofClusters(objectives, clusters.length, (rows, caption) =>
    tableOf<ObjectiveReport>({
      caption: caption('Objectives over any 30 days'),
      rows,
      columns: [
        { title: 'App', cell: ({ app }) => html`<b>${app}</b>` },
        { title: 'Promises', cell: ({ promises }) => separated(promises, html`<br>`) },
      ],
    }),
  )}`;
}
