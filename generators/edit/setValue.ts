import {
  isMap,
  isScalar,
  type Node,
  type Pair,
  parse,
  parseDocument,
  type Scalar,
  stringify,
  type YAMLMap,
} from 'yaml';

/**
 * A YAML text with one value set: everything else stays byte for byte, comments, order and layout included. What is
 * missing above the value is added after what stands beside it.
 * @param path keys of maps, from the top
 * @throws Error where something that is no map stands in the way, or the text is no YAML
 */
export function setValue(text: string, path: readonly string[], value: string): string {
  const document = parseDocument(text, { keepSourceTokens: true });
  const [broken] = document.errors;
  if (broken) throw broken;
  let node = document.contents as Node | null;
  let indent = 0;
  for (const [depth, key] of path.entries()) {
    if (!node || (isScalar(node) && node.value === null)) return append(text, indent, path.slice(depth), value);
    if (!isMap(node)) throw new Error(`${path.slice(0, depth).join('.') || 'the file'} is no map`);
    const pair = pairOf(node, key);
    if (!pair) return insert(text, node, indent, path.slice(depth), value);
    indent = columnOf(text, startOf(pair.key as Node)) + 2;
    if (depth === path.length - 1) return replace(text, pair, value);
    node = pair.value as Node | null;
  }
  return text;
}

/** The value at a path: undefined where there is none. */
export function valueIn(text: string, path: readonly string[]): unknown {
  return parseDocument(text).getIn([...path]);
}

const pairOf = (map: YAMLMap, key: string): Pair | undefined =>
  map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key);

const startOf = (node: Node) => node.range?.[0] ?? 0;

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

/** A scalar in the quotes that stand there, where it can be; else as YAML needs it. */
function scalar(value: string, like?: Scalar): string {
  const type = like?.type === 'QUOTE_DOUBLE' || like?.type === 'QUOTE_SINGLE' ? like.type : undefined;
  if (type === 'QUOTE_SINGLE') return `'${value.replaceAll("'", "''")}'`;
  if (type === 'QUOTE_DOUBLE') return JSON.stringify(value);
  // Readers of YAML 1.1 and 1.2 must both find this text.
  const plain = stringify(value, { lineWidth: 0, version: '1.1' }).trimEnd();
  return parse(plain) === value ? plain : JSON.stringify(value);
}

function replace(text: string, { key, value: node }: Pair, value: string): string {
  if (!isScalar(node) || node.value === null) {
    const end = (key as Node).range?.[1] ?? 0;
    const colon = text.indexOf(':', end) + 1;
    const [from, to] = node && !isScalar(node) ? ((node as Node).range ?? [colon, colon]) : [colon, colon];
    return node && !isScalar(node)
      ? `${text.slice(0, from)}${scalar(value)}${text.slice(to)}`
      : `${text.slice(0, colon)} ${scalar(value)}${text.slice(colon)}`;
  }
  const [from, to] = node.range ?? [0, 0];
  return `${text.slice(0, from)}${scalar(value, node)}${text.slice(to)}`;
}

/** Adds to a map: in braces before the closing one, in lines after the last of its lines. */
function insert(text: string, map: YAMLMap, below: number, path: readonly string[], value: string): string {
  const [from = 0, end = 0] = map.range ?? [];
  if (text[from] === '{') {
    if (map.items.length === 0) return openMap(text, from, end, below, path, value);
    const close = text.lastIndexOf('}', end - 1);
    const before = text.slice(0, close).trimEnd();
    const separator = before.endsWith(',') ? ' ' : ', ';
    return `${before}${separator}${inBraces(path, value)}${text.slice(before.length, close) || ' '}${text.slice(close)}`;
  }
  const column = columnOf(text, from);
  const last = lastLineOf(text, map);
  const kept = text.slice(0, last);
  return `${kept}${kept.endsWith('\n') ? '' : '\n'}${lines(column, path, value)}${text.slice(last)}`;
}

/** `{}` becomes a map in lines, where it stands alone at the end of its line; else it stays in braces. */
function openMap(
  text: string,
  from: number,
  end: number,
  below: number,
  path: readonly string[],
  value: string,
): string {
  const rest = text.slice(end).split('\n')[0] ?? '';
  if (!/^\s*(#.*)?$/.test(rest)) return `${text.slice(0, from)}{ ${inBraces(path, value)} }${text.slice(end)}`;
  const head = text.slice(0, from).trimEnd();
  const after = text.slice(end + rest.length);
  return `${head}${rest.trimEnd() === '' ? '' : ` ${rest.trim()}`}\n${lines(below, path, value).trimEnd()}${after === '' ? '\n' : after}`;
}

/** The offset after the last line of a map in lines: a comment at its end belongs to it. */
function lastLineOf(text: string, map: YAMLMap): number {
  const { value, key } = map.items.at(-1) as Pair<Node, Node | null>;
  const end = value?.range?.[1] ?? key.range?.[1] ?? 0;
  const line = text.indexOf('\n', Math.max(end - 1, 0));
  return line < 0 ? text.length : line + 1;
}

function append(text: string, indent: number, path: readonly string[], value: string): string {
  const start = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  return `${start}${lines(indent, path, value)}`;
}

function lines(indent: number, path: readonly string[], value: string): string {
  const keys = path.map((key, depth) => `${' '.repeat(indent + depth * 2)}${scalar(key)}:`);
  return `${keys.join('\n')} ${scalar(value)}\n`;
}

function inBraces([key = '', ...rest]: readonly string[], value: string): string {
  return rest.length === 0 ? `${scalar(key)}: ${inFlow(value)}` : `${scalar(key)}: { ${inBraces(rest, value)} }`;
}

/** In braces a plain scalar ends at a comma or brace: https://yaml.org/spec/1.2.2/#733-plain-style */
const inFlow = (value: string) => (/[,[\]{}]/.test(value) ? JSON.stringify(value) : scalar(value));
