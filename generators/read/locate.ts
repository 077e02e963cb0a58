import type { Locate } from '../model/fleet.ts';
import { type Document, keyPosition } from './document.ts';

/** Makes a function that finds positions in these settings files; for any other file it returns the start. */
export function locator(documents: readonly Document[]): Locate {
  const byFile = new Map(documents.map((document) => [document.source.file, document]));
  return (file, path) => {
    const document = byFile.get(file);
    return document ? keyPosition(document, path) : { file, line: 1, column: 1 };
  };
}
