import { Document, isMap, isPair, isScalar, isSeq, type Node } from 'yaml';

/** A value as people write settings: no anchors, and small lists and maps on one line. */
export function nodeOf(value: unknown, isOneLine = false): Node {
  const { contents } = new Document(value, { aliasDuplicateObjects: false });
  return plainStyle(contents as Node, isOneLine);
}

/** Small lists and maps of scalars on one line, as in the rest of the settings; larger ones a key a line. */
function plainStyle<T extends Node>(node: T, isOneLine = false): T {
  if (isSeq(node)) {
    node.flow = node.items.every(isScalar);
    for (const item of node.items) plainStyle(item as Node);
  }
  if (isMap(node)) {
    const values = node.items.map(({ value }) => value);
    const text = JSON.stringify(node.toJSON());
    node.flow =
      isOneLine || (values.length > 0 && text.length < 90 && values.every((value) => isScalar(value) || isFlat(value)));
    for (const pair of node.items) if (isPair(pair)) plainStyle(pair.value as Node);
  }
  return node;
}

const isFlat = (value: unknown) => isSeq(value) && value.items.every(isScalar);
