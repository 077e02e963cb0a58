import { chmodSync, createReadStream, createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import type { Say } from '../../generators/programs/toolchain.ts';
import { npmPackage } from './npm.ts';
import { python } from './python.ts';
import { unpacked } from './unpacked.ts';

/** A browser, and the environment that it runs in. */
export interface Browser {
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The variable that names another Chromium or Chrome. */
const variable = 'CHROMIUM';

/** Why there is no browser for this system; undefined where there is one. */
export function lacksBrowser(): string | undefined {
  if (process.env[variable]) return undefined;
  const report = process.report.getReport() as { readonly header: { readonly glibcVersionRuntime?: string } };
  const isGlibc = report.header.glibcVersionRuntime !== undefined;
  if (process.platform === 'linux' && process.arch === 'x64' && isGlibc) return undefined;
  return `Chromium is pinned for Linux on x86-64 with glibc alone: set ${variable} to the path of a Chromium or Chrome`;
}

/** The browser that `CHROMIUM` names, else the pinned one with its own fonts, so that pages look the same everywhere. */
export async function browser(say: Say): Promise<Browser> {
  const named = process.env[variable];
  if (named) return { program: named, env: {} };
  const archives = await npmPackage('chromium', say);
  const folder = await unpacked({ name: 'chromium-browser', pins: [archives], path: '' }, (temporary) =>
    inflate(join(archives, 'bin'), temporary),
  );
  return {
    program: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'lib'), FONTCONFIG_FILE: join(folder, 'fonts.conf') },
  };
}

async function inflate(archives: string, temporary: string): Promise<string> {
  const folder = join(temporary, 'browser');
  mkdirSync(folder);
  const decompress = async (archive: string, file: string) => {
    await pipeline(createReadStream(join(archives, archive)), createBrotliDecompress(), createWriteStream(file));
    return file;
  };
  chmodSync(await decompress('chromium.br', join(folder, 'chromium')), 0o755);
  for (const name of ['al2023', 'fonts']) {
    const archive = await decompress(`${name}.tar.br`, join(temporary, `${name}.tar`));
    await python(['-m', 'tarfile', '--extract', archive, folder], archive);
  }
  writeFileSync(join(folder, 'fonts.conf'), fonts);
  return folder;
}

/** https://fontconfig.pages.freedesktop.org/fontconfig/fontconfig-user.html */
const fonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
`;
