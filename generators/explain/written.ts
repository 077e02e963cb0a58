import { isMap, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Position } from '../model/position.ts';

/** The fields of a generated file that are needed to find positions in it. */
export interface Text {
  readonly path: string;
  readonly content: string;
}

/** The position of the value at a path in a YAML file, or of its nearest ancestor that exists. */
export const positionIn = (text: Text, steps: readonly (string | number)[]): Position => openPositions(text)(steps);

/** Reads a YAML file once, for the positions of many values: {@link positionIn}. */
export function openPositions({ path, content }: Text): (steps: readonly (string | number)[]) => Position {
  const lines = new LineCounter();
  const document = parseDocument(content, { lineCounter: lines });
  return (steps) => {
    const { line, col } = lines.linePos(offsetIn(document.contents as Node | null, steps));
    return { file: path, line, column: col };
  };
}

function offsetIn(root: Node | null, steps: readonly (string | number)[]): number {
  let node = root;
  let offset = node?.range?.[0] ?? 0;
  for (const step of steps) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => String((key as { value?: unknown })?.value) === String(step));
      if (!pair) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value as Node | null;
    } else if (isSeq(node)) {
      node = (node.items[Number(step)] as Node | undefined) ?? null;
      offset = node?.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}

/** Whether a value has a member at a path. */
export function hasPath(value: unknown, steps: readonly (string | number)[]): boolean {
  return (
    steps.reduce<unknown>(
      (node, step) => (node as Record<string | number, unknown> | null | undefined)?.[step],
      value,
    ) !== undefined
  );
}
