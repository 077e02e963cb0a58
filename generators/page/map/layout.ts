import type { AppMap, MapNode } from '../model/report.ts';
import { columnsOf, type MapGroup } from './columns.ts';

/** A drawing: boxes and lines, in pixels. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly groups: readonly (Box & { readonly name: string })[];
  readonly nodes: readonly (Box & { readonly node: MapNode })[];
  readonly lines: readonly Line[];
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Line {
  readonly from: string;
  readonly to: string;
  /** Path of SVG: a curve, and its head. */
  readonly path: string;
}

const node = { width: 152, height: 28, gap: 10 } as const;
/** Room of a group around its nodes, and above them for its name. */
const group = { side: 8, head: 24, foot: 8, gap: 16 } as const;
/** Room above and below all, for lines that pass. */
const margin = 12;

/** Width of the drawing with columns. */
const wide = 1200;
/** Width of the drawing below one another: that of a small phone without margins. */
const narrow = 328;

/** Side by side: callers, gateways, apps, data, outside, with lines from left to right. */
export function wideDrawing(map: AppMap): Drawing {
  const columns = columnsOf(map);
  const column = node.width + 2 * group.side;
  const step = columns.length > 1 ? (wide - column) / (columns.length - 1) : 0;
  const heights = columns.map(heightOf);
  const height = Math.max(0, ...heights) + 2 * margin;
  const placed = columns.map((groups, index) =>
    stacked(groups, Math.round(index * step), Math.round((height - (heights[index] ?? 0)) / 2)),
  );
  const passages = placed.map(passagesOf);
  return drawing(map, placed, wide, height, (from, to) => sideBySide(from, to, passages));
}

/** Below one another, with arcs at the right. */
export function narrowDrawing(map: AppMap): Drawing {
  const groups = columnsOf(map).flat();
  return drawing(map, [stacked(groups, 0, 0)], narrow, heightOf(groups), arc);
}

/** The places where lines pass a column without crossing a node: between two of them, above and below all. */
interface Passages {
  readonly left: number;
  readonly right: number;
  readonly at: readonly number[];
}

function passagesOf({ groups, nodes }: Placed): Passages {
  const [first, last] = [groups[0], groups.at(-1)];
  const left = first?.x ?? 0;
  const between = nodes.slice(1).flatMap((box, index) => {
    const above = nodes[index];
    if (!above) return [];
    const header = groups.find(({ y }) => y > above.y && y < box.y);
    const floor = header ? header.y : box.y;
    return (above.y + above.height + (header ? group.foot : 0) + floor) / 2;
  });
  const ends = [(first?.y ?? 0) - margin / 2, (last ? last.y + last.height : 0) + margin / 2];
  return { left, right: left + (first?.width ?? 0), at: [...ends, ...between] };
}

type Placed = Pick<Drawing, 'groups' | 'nodes'>;

function stacked(groups: readonly MapGroup[], x: number, top: number): Placed {
  const boxes: Drawing['groups'][number][] = [];
  const nodes: Drawing['nodes'][number][] = [];
  let y = top;
  for (const one of groups) {
    const height = heightOfGroup(one);
    boxes.push({ name: one.name, x, y, width: node.width + 2 * group.side, height });
    for (const [index, member] of one.nodes.entries()) {
      const place = { x: x + group.side, y: y + group.head + index * (node.height + node.gap) };
      nodes.push({ node: member, ...place, width: node.width, height: node.height });
    }
    y += height + group.gap;
  }
  return { groups: boxes, nodes };
}

function heightOfGroup({ nodes }: MapGroup): number {
  return group.head + nodes.length * (node.height + node.gap) - node.gap + group.foot;
}

function heightOf(groups: readonly MapGroup[]): number {
  return groups.reduce((sum, one) => sum + heightOfGroup(one), 0) + Math.max(0, groups.length - 1) * group.gap;
}

function drawing(
  { edges }: AppMap,
  placed: readonly Placed[],
  width: number,
  height: number,
  path: (from: Box, to: Box) => string,
): Drawing {
  const nodes = placed.flatMap((one) => one.nodes);
  const boxes = new Map(nodes.map((box) => [box.node.name, box]));
  const lines = edges.flatMap(({ from, to }): Line[] => {
    const [a, b] = [boxes.get(from), boxes.get(to)];
    return a && b && a !== b ? [{ from, to, path: path(a, b) }] : [];
  });
  return { width, height, groups: placed.flatMap((one) => one.groups), nodes, lines };
}

/** From column to column; a line to a farther one takes the nearest passage of each between. */
function sideBySide(from: Box, to: Box, columns: readonly Passages[]): string {
  const [a, b] = [middle(from), middle(to)];
  if (to.x === from.x) return bulge(from, to, Math.min(40, 14 + Math.abs(b - a) / 8));
  const isForward = to.x > from.x;
  const [start, end] = isForward ? [from.x + from.width, to.x] : [from.x, to.x + to.width];
  const passed = columns
    .filter(({ left, right }) => left > Math.min(start, end) && right < Math.max(start, end))
    .toSorted((one, other) => (isForward ? one.left - other.left : other.left - one.left));
  let [x, y] = [start, a];
  let path = `M${x} ${y}`;
  const curve = (nextX: number, nextY: number) => {
    const bend = Math.round((nextX - x) / 2);
    path += `C${x + bend} ${y} ${nextX - bend} ${nextY} ${nextX} ${nextY}`;
    [x, y] = [nextX, nextY];
  };
  for (const { left, right, at } of passed) {
    const [near, far] = isForward ? [left, right] : [right, left];
    const straight = y + ((b - y) * (near - x)) / (end - x);
    const [passage = straight] = at.toSorted((one, other) => Math.abs(one - straight) - Math.abs(other - straight));
    curve(near, passage);
    x = far;
    path += `H${x}`;
  }
  curve(end, b);
  return path + head(end, b, isForward ? -1 : 1);
}

/** The farther apart, the farther out: so that arcs lie within one another. */
function arc(from: Box, to: Box): string {
  return bulge(from, to, Math.min(narrow - from.x - from.width - 6, 12 + Math.abs(middle(to) - middle(from)) / 5));
}

function bulge(from: Box, to: Box, out: number): string {
  const [a, b, x] = [middle(from), middle(to), from.x + from.width];
  const reach = Math.round(x + (out * 4) / 3);
  return `M${x} ${a}C${reach} ${a} ${reach} ${b} ${x} ${b}${head(x, b, 1)}`;
}

const middle = ({ y, height }: Box) => y + height / 2;

/** Two strokes at the end of a line. */
const head = (x: number, y: number, side: 1 | -1) => `M${x + 6 * side} ${y - 3.5}L${x} ${y}L${x + 6 * side} ${y + 3.5}`;
