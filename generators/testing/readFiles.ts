import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Finding } from '../model/finding.ts';
import type { Catalogue } from '../model/fleet.ts';
import { formatPosition } from '../model/position.ts';
import { readFleet } from '../read/read.ts';
import { catalogue } from './catalogue.ts';

/** Reads a fleet from real files in a folder of their own, by path from the repository root. */
export function readFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  prepare: (root: string) => void = () => {},
  own: Catalogue = catalogue,
): ReturnType<typeof readFleet> {
  const root = mkdtempSync(join(tmpdir(), 'read-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    prepare(root);
    return readFleet(root, own);
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** `file:line:column code message`: a finding on one line, to compare with. */
export function told({ at, code, message }: Finding): string {
  return `${at ? formatPosition(at) : '?'} ${code} ${message}`;
}
