import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { browser } from '../../lab/downloads/browser.ts';
import { npmPackage } from '../../lab/downloads/npm.ts';

/** As much of Playwright as tests use: https://playwright.dev/docs/api/class-page */
export interface Page {
  goto(url: string): Promise<unknown>;
  evaluate<T>(expression: string): Promise<T>;
  on(event: 'console' | 'pageerror' | 'request', listener: (event: never) => void): void;
  screenshot(options: { readonly path: string; readonly type: 'png' }): Promise<unknown>;
  hover(selector: string): Promise<void>;
  click(selector: string): Promise<void>;
  tap(selector: string): Promise<void>;
  emulateMedia(options: { readonly media: 'print' | 'screen' }): Promise<void>;
  readonly keyboard: { press(key: string): Promise<void> };
}

/** How a page is looked at. */
export interface Screen {
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: 'light' | 'dark';
  readonly reducedMotion?: 'reduce';
  readonly hasTouch?: boolean;
}

interface Started {
  newContext(screen: Screen): Promise<{ newPage(): Promise<Page>; close(): Promise<void> }>;
  close(): Promise<void>;
}

interface Playwright {
  readonly chromium: {
    launch(options: {
      readonly executablePath: string;
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string | undefined>>;
    }): Promise<Started>;
  };
}

/** A headless browser. Pages are this repository's own files, so it needs no sandbox, which root cannot have. */
export async function startBrowser(): Promise<Started> {
  const say = (message: string) => void process.stderr.write(`${message}\n`);
  const { program, env } = await browser(say);
  const { chromium } = (await import(
    pathToFileURL(join(await npmPackage('playwright-core', say), 'index.mjs')).href
  )) as Playwright;
  return chromium.launch({
    executablePath: program,
    args: ['--headless=shell', '--no-sandbox', '--font-render-hinting=none'],
    env: { ...process.env, ...env },
  });
}
