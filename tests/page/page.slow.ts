import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { lacksBrowser } from '../../lab/downloads/browser.ts';
import { npmPackage } from '../../lab/downloads/npm.ts';
import { type Page, type Screen, startBrowser } from './browser.ts';
import { ownPage } from './page.ts';

const skip = lacksBrowser() ?? false;
const folder = mkdtempSync(join(tmpdir(), 'report-'));
const file = join(folder, 'report.html');
let browser: Awaited<ReturnType<typeof startBrowser>> | undefined;
let axe = '';

before(async () => {
  if (skip) return;
  writeFileSync(file, await ownPage());
  browser = await startBrowser();
  axe = readFileSync(join(await npmPackage('axe-core', () => {}), 'axe.min.js'), 'utf8');
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true };
const desktop = { viewport: { width: 1280, height: 800 } };
const screens: readonly (readonly [name: string, screen: Screen])[] = [
  ['a phone, light', { ...phone, colorScheme: 'light' }],
  ['a phone, dark', { ...phone, colorScheme: 'dark' }],
  ['a desktop, light', { ...desktop, colorScheme: 'light' }],
  ['a desktop, dark', { ...desktop, colorScheme: 'dark' }],
];

/** Everything is open and drawn: what is closed would not be looked at. */
const openAll = `for (const one of document.querySelectorAll('details')) one.open = true;
for (const one of document.querySelectorAll('.environment > section')) one.style.contentVisibility = 'visible';`;

for (const [name, screen] of screens) {
  test(`on ${name}: axe finds nothing, nothing is wider than the screen, nothing is asked for`, { skip }, async () => {
    await look(screen, async (page, heard) => {
      assert.deepEqual(await page.evaluate(wider), [], 'with what is closed');
      await page.evaluate(openAll);
      assert.deepEqual(await page.evaluate(wider), [], 'with everything open');
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(heard, []);
    });
  });
}

test('axe sees what it is asked about: a text that nobody can read is found', { skip }, async () => {
  await look({ ...desktop, colorScheme: 'light' }, async (page) => {
    await page.evaluate(`document.querySelector('h1 + p').style.color = '#ccc'`);
    assert.deepEqual(
      (await violations(page)).map(([id]) => id),
      ['color-contrast'],
    );
  });
});

test('by keyboard: the skip link is first, and every place that has the focus can be seen', { skip }, async () => {
  await look({ ...desktop, colorScheme: 'light' }, async (page) => {
    const seen: string[] = [];
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press('Tab');
      seen.push(await page.evaluate<string>(focus));
    }
    assert.match(seen[0] ?? '', /skip-link/);
    assert.deepEqual(
      seen.filter((one) => one.startsWith('hidden')),
      [],
    );
    assert.ok(new Set(seen).size > 10, 'the focus goes on');
  });
});

test('an app of the drawing that has the focus shows its own lines, and leads to its row', { skip }, async () => {
  await look({ ...desktop, colorScheme: 'light' }, async (page) => {
    const node = `document.querySelector('.map.wide .node.app')`;
    if (!(await page.evaluate<boolean>(`Boolean(${node})`))) return;
    await page.evaluate(`document.querySelector('.map.wide .node').focus()`);
    await page.keyboard.press('Tab');
    const shown = await page.evaluate<number[]>(
      `['.lit', '.lit .line.on', '.lit .line:not(.on)'].map((one) => document.querySelectorAll(one).length)`,
    );
    assert.ok(shown[0] === 1 && (shown[1] ?? 0) > 0, String(shown));
    await page.keyboard.press('Enter');
    const row = await page.evaluate<string>(
      `(() => { const { y, height } = document.querySelector('tr:target').getBoundingClientRect(); return height > 0 && y >= 0 && y < innerHeight ? 'seen' : 'not seen at ' + y; })()`,
    );
    assert.equal(row, 'seen');
  });
});

test('the first touch of an app shows its lines, the second leads to its row', { skip }, async () => {
  await look({ ...phone, colorScheme: 'light' }, async (page) => {
    const node = '.map.narrow .node.app';
    if (!(await page.evaluate<boolean>(`Boolean(document.querySelector('${node}'))`))) return;
    await page.tap(node);
    assert.deepEqual(await page.evaluate(`[document.querySelectorAll('.lit').length, location.hash]`), [1, '']);
    await page.tap(node);
    assert.notEqual(await page.evaluate(`location.hash`), '');
  });
});

test('its own policy forbids whatever else a text would bring', { skip }, async () => {
  await look({ ...desktop, colorScheme: 'light' }, async (page, heard) => {
    await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<img src="https://example.com/one.png" onerror="document.title = 1">');
      new Promise((resolve) => setTimeout(resolve, 200))`);
    assert.notEqual(await page.evaluate('document.title'), '1');
    const forbidden = heard.filter((one) => one.includes('Content Security Policy')).join('\n');
    assert.match(forbidden, /"img-src data:"/);
    assert.match(forbidden, /inline event handler/);
  });
});

test('on paper everything is open', { skip }, async () => {
  await look({ ...desktop, colorScheme: 'dark' }, async (page) => {
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
    assert.equal(await page.evaluate(`document.querySelectorAll('details:not([open])').length`), 0);
    assert.equal(await page.evaluate(`getComputedStyle(document.body).backgroundColor`), 'rgb(255, 255, 255)');
  });
});

/** Opens the page, and collects what its console says and what it asks for besides itself. */
async function look(screen: Screen, see: (page: Page, heard: string[]) => Promise<void>): Promise<void> {
  assert.ok(browser);
  const context = await browser.newContext({ ...screen, reducedMotion: 'reduce' });
  try {
    const page = await context.newPage();
    const heard: string[] = [];
    page.on('console', (message: { text(): string }) => heard.push(message.text()));
    page.on('pageerror', (error: Error) => heard.push(error.message));
    page.on('request', (request: { url(): string }) => {
      if (!/^(file|data):/.test(request.url())) heard.push(`asks for ${request.url()}`);
    });
    await page.goto(pathToFileURL(file).href);
    await see(page, heard);
  } finally {
    await context.close();
  }
}

async function violations(page: Page): Promise<readonly (readonly [id: string, where: string])[]> {
  await page.evaluate(axe);
  return page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))`,
  );
}

/** What reaches beyond the right edge, and can be seen. */
const wider = `[
  ...(document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : []),
  ...[...document.querySelectorAll('main *')]
    .filter((one) => one.checkVisibility() && !one.closest('thead') && one.getBoundingClientRect().right > innerWidth + 1)
    .map((one) => one.outerHTML.slice(0, 100)),
]`;

/** The element with the focus: `hidden` where it has no size or lies outside of the page. */
const focus = `(() => {
  const one = document.activeElement;
  const { width, height, left } = one.getBoundingClientRect();
  const name = one.tagName + '.' + (one.className.baseVal ?? one.className) + ' ' + one.textContent;
  return (width > 0 && height > 0 && left >= 0 ? '' : 'hidden ') + name;
})()`;
