import type { ScalerReach, ScaleTrigger } from '../../model/knowledge.ts';
import type { EnvironmentReport } from '../model/report.ts';
import { ofClusters } from './alikeSections.ts';
import { html, type Markup, type Piece, separated } from './html.ts';
import { tableOf } from './table.ts';

/** What each scaler may reach, and how far its maximum could be raised. */
export function scalersSection({ scalers, clusters }: EnvironmentReport): Markup {
  if (scalers.length === 0) return html`<p>No number of pods changes by itself.</p>`;
  return html`<p>Room is how far a maximum could be raised while everything else is at its own: by the quota of the namespace, with a roll-out under way, and by all nodes there may be.</p>
${ofClusters(scalers, clusters.length, (rows, caption) =>
  tableOf<ScalerReach>({
    caption: caption('Autoscaled apps'),
    rows,
    columns: [
      { title: 'App', cell: ({ app, namespace }) => html`<b>${app}</b> <small>${namespace}</small>` },
      { title: 'Pods', cell: ({ min, max }) => html`${min} to <b>${max}</b>` },
      { title: 'Scales on', cell: ({ triggers }) => separated(triggers.map(triggerOf), html`<br>`) },
      {
        title: 'Room by quota',
        cell: ({ quota }) => (quota ? html`${quota.pods} pods <small>${quota.resource}</small>` : 'no quota'),
      },
      { title: 'Room by nodes', cell: ({ nodes }) => `${nodes} pods` },
    ],
  }),
)}`;
}

function triggerOf({ type, target, of }: ScaleTrigger): Piece {
  const [what = type, detail] = of?.includes('(')
    ? ['a query of Prometheus', of]
    : [of === undefined ? type : `${type}, ${of}`, undefined];
  return html`${what}: ${target.endsWith('%') ? `${target} of requests` : `${target} a pod`}${detail && html` <details class="inline"><summary>query</summary><code>${detail}</code></details>`}`;
}
