import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { entryAt } from '../emit/entryAt.ts';
import { tokenize } from '../read/tokens.ts';

/** The largest file that is built, in bytes: etcd takes no object of more than 1.5 MiB. https://etcd.io/docs/v3.6/dev-guide/limit/ */
const mostBytes = 2 * 1024 * 1024;

/**
 * Why Kustomize is not given a folder or file, which may have been written by anybody: a file that is a link, a pipe or a device,
 * a huge one, or one with anchors or aliases, of which 400 bytes can take gigabytes. `undefined` where nothing is wrong
 * or the folder does not exist. The generator writes none of these.
 */
export function unbuildable(root: string, folder: string): string | undefined {
  const stat = entryAt(join(root, folder));
  if (stat && !stat.isDirectory()) return reasonOf(join(root, folder), folder, stat);
  for (const name of stat ? readdirSync(join(root, folder)).sort() : []) {
    const reason = unbuildable(root, `${folder}/${name}`);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function reasonOf(file: string, path: string, stat: { isFile(): boolean; size: number }): string | undefined {
  if (!stat.isFile()) return `${path} is no regular file`;
  if (stat.size > mostBytes) return `${path} has ${(stat.size / 1024 / 1024).toFixed(1)} MiB`;
  const text = readFileSync(file, 'utf8');
  // Few files have these characters at all.
  if (!/[&*]/.test(text)) return undefined;
  const { marks, excess } = tokenize(text);
  if (excess) return `${path} has more values than can be read, or nests too deep`;
  const mark = marks.find(({ type }) => type === 'anchor' || type === 'alias');
  return mark && `${path} has anchors or aliases: ${mark.source.slice(0, 40)}`;
}
