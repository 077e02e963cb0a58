// Makes the picture of the README: node tests/page/picture.ts
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pageOf } from '../../generators/page/html/document.ts';
import { repository } from '../../generators/repository.ts';
import { startBrowser } from './browser.ts';
import { ownReport } from './page.ts';

/** From the heading of the drawing on, with the lines of one app. */
const show = `for (const one of document.querySelectorAll('.environment > section')) one.style.contentVisibility = 'visible';
document.querySelector('.map.wide').closest('section').querySelector('h3').scrollIntoView();`;

const folder = mkdtempSync(join(tmpdir(), 'picture-'));
const file = join(folder, 'report.html');
writeFileSync(file, pageOf(await ownReport()));
const browser = await startBrowser();
try {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(pathToFileURL(file).href);
  await page.evaluate(show);
  await page.hover('.map.wide .node[aria-label^="api "]');
  await page.screenshot({ path: join(repository, 'docs/report.png'), type: 'png' });
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
