import { isDeepStrictEqual } from 'node:util';
import { isSeq, parse, parseDocument, stringify } from 'yaml';

/**
 * A YAML text with one more item at the end of a list, all else byte for byte.
 * @param path keys of maps, from the top, to a list that is written in lines
 * @param item the text of the item, as it stands without the list's indentation
 * @throws Error where there is no such list, or where its layout is one that cannot be edited so
 */
export function appendItem(text: string, path: readonly string[], item: string): string {
  const document = parseDocument(text);
  const [broken] = document.errors;
  if (broken) throw broken;
  const list = document.getIn([...path], true);
  if (!isSeq(list) || list.flow || !list.range) throw new Error(`${path.join('.')} is no list in lines`);
  const [from = 0, end = 0] = list.range;
  const indent = ' '.repeat(from - (text.lastIndexOf('\n', from - 1) + 1));
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = item.trimEnd().split('\n');
  const own = lines.map((line, index) => (line === '' ? '' : `${indent}${index === 0 ? '- ' : '  '}${line}`));
  const head = text.slice(0, end).trimEnd();
  const changed = `${head}${lineEnd}${lineEnd}${own.join(lineEnd)}${lineEnd}${text.slice(end)}`;
  const wanted = [...(list.toJSON() as unknown[]), parse(item)];
  const found = parseDocument(changed).getIn([...path], true);
  if (!isSeq(found) || !isDeepStrictEqual(found.toJSON(), wanted))
    throw new Error(`${path.join('.')} is written in a way that only a person can edit`);
  return changed;
}

/** The text of a value, for {@link appendItem}. */
export const itemText = (value: unknown): string => stringify(value, { lineWidth: 0 });
