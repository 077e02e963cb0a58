import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Removes all environments of a copy but some, and who reviews those that went. */
export function leaveEnvironments(root: string, left: readonly string[]): void {
  const overlays = join(root, 'overlays');
  const folders = readdirSync(overlays, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of folders) {
    if (name !== 'schemas' && !left.includes(name)) rmSync(join(overlays, name), { recursive: true });
  }
  const fleet = join(overlays, 'fleet.yaml');
  const text = readFileSync(fleet, 'utf8');
  const [block = '', lines = ''] = /^ {2}environments:\n((?: {4}.*\n)+)/m.exec(text) ?? [];
  const kept = lines.split(/(?<=\n)/).filter((line) => left.includes(line.trim().split(':')[0] ?? ''));
  const owners = kept.length === 0 ? '' : `  environments:\n${kept.join('')}`;
  if (block !== '')
    writeFileSync(
      fleet,
      text.replace(block, () => owners),
    );
}
