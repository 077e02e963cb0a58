import type { Report, ReportedException, ReportedFinding } from '../model/report.ts';
import { some } from './alikeSections.ts';
import { html, joined, type Markup } from './html.ts';
import { sign } from './sign.ts';
import { table } from './table.ts';

/** Errors and warnings, which come first. */
export function findingsSection({ findings, summary }: Report): Markup {
  return html`<section aria-labelledby="findings"><h2 id="findings">Findings</h2>
${
  findings.length === 0
    ? html`<p>${sign('kept', 'nothing found')}</p>`
    : html`<ol class="findings">
${findings.map(findingOf)}</ol>`
}
<p class="quiet">${summary}</p></section>
`;
}

function findingOf({ severity, code, about, message, fix, in: where }: ReportedFinding): Markup {
  return html`<li class="${severity}"><p>${sign(severity, severity)} <b>${code}</b> ${joined(
    about.map((one) => html`<code>${one}</code>`),
    ' ',
  )}</p>
<p>${message}</p><p><b>Fix</b> ${fix}</p>${where.length > 0 && html`<p class="quiet">in ${some(where)}</p>`}</li>
`;
}

/** What objects declare that they may break. */
export function exceptionsSection({ exceptions }: Report): Markup {
  return html`<section aria-labelledby="exceptions"><h2 id="exceptions">Declared exceptions</h2>
${
  exceptions.length === 0
    ? html`<p>None: every object keeps every rule.</p>`
    : html`<p>Objects that may break a rule, each with the reason that it declares.</p>
${table<ReportedException>({
  caption: 'Declared exceptions',
  rows: exceptions,
  columns: [
    { title: 'Rule', cell: ({ code, title }) => html`<b>${code}</b> <small>${title}</small>` },
    { title: 'Reason', cell: ({ reason }) => reason },
    { title: 'Objects', cell: ({ objects }) => some(objects) },
    { title: 'In', cell: ({ in: where }) => some(where) },
  ],
})}`
}</section>
`;
}
