import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../model/report.ts';
import { environmentSection, inShort } from './environmentSection.ts';
import { exceptionsSection, findingsSection } from './findingsSection.ts';
import { html, Markup } from './html.ts';

/** The page: one file that asks for no other, and may not. */
export function pageOf(report: Report): string {
  const { name = 'Backend', part, environments } = report;
  const [style, script] = [asset('page.css'), asset('page.js')];
  const title = `${name}${part === undefined ? '' : `, ${part}`}`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip-link" href="#content">Skip to the content</a>
<header><h1>${title}</h1>
<p>What this backend consists of, who may call it, how far it scales and what it survives: by its settings and apps, as they are checked.</p>
<nav aria-label="This page"><ul><li><a href="#findings">Findings ${count(report)}</a></li>${environments.map((one) => html`<li><a href="#${one.name}">${one.name}</a></li>`)}${environments.length > 0 && html`<li><a href="#exceptions">Exceptions</a></li>`}</ul></nav></header>
<main id="content">
${findingsSection(report)}${environments.map((one, index) => environmentSection(one, index === 0))}${
  environments.length > 0
    ? exceptionsSection(report)
    : html`<p>There is nothing to show until the findings are mended: settings and apps make no model.</p>`
}</main>
<footer><p>Made by <code>npm run report</code>. ${environments.map((one) => html`${one.name}: ${inShort(one)}. `)}</p></footer>
<script>${new Markup(script)}</script>
</body>
</html>
`.text;
}

function count({ findings }: Report) {
  return html`<span class="count">${findings.length}</span>`;
}

/** A file beside the page, as it stands in it. */
function asset(name: string): string {
  return readFileSync(join(import.meta.dirname, '..', name), 'utf8');
}

/** Nothing but these two, and the empty icon: https://www.w3.org/TR/CSP3/#meta-element */
function policy(style: string, script: string): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; img-src data:; base-uri 'none'; form-action 'none'`;
}
