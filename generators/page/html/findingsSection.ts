import type { Report, ReportedException, ReportedFinding } from '../model/report.ts';
import { some } from './alikeSections.ts';
import { html, type Markup, separated } from './html.ts';
import { sign } from './sign.ts';
import { tableOf } from './table.ts';

/** Errors and warnings, which come first. */
export function findingsSection({ findings, summary }: Report): Markup {
  return html`<section aria-labelledby="findings"><h2 id="findings">Findings</h2>
${
  findings.length === 0
    ? html`<p>${sign('kept', 'nothing found')}</p>`
    : html`<ul class="findings">
${groups(findings).map(groupOf)}</ul>`
}
<p class="quiet">${summary}</p></section>
`;
}

/** Findings of a code that are shown; the others are a click away. */
const shown = 3;

function groups(findings: readonly ReportedFinding[]): readonly (readonly ReportedFinding[])[] {
  return [...Map.groupBy(findings, ({ severity, code }) => `${severity} ${code}`).values()];
}

function groupOf(members: readonly ReportedFinding[]): Markup {
  const more = members.slice(shown);
  return html`${members.slice(0, shown).map(findingOf)}${
    more.length > 0 &&
    html`<li class="more"><details><summary>${more.length} more of ${more[0]?.code}</summary><ul class="findings">
${more.map(findingOf)}</ul></details></li>
`
  }`;
}

function findingOf({ severity, code, about, message, fix, in: where }: ReportedFinding): Markup {
  return html`<li class="${severity}"><p>${sign(severity, severity)} <b>${code}</b> ${separated(
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
${tableOf<ReportedException>({
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
