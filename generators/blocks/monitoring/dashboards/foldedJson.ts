/** Characters of a line, beside what YAML puts before it. */
const width = 180;

/**
 * JSON whose objects and lists are on one line where they fit: a change of a panel is then a change of few lines, and all
 * of a dashboard can be read.
 */
export function foldedJson(value: unknown, indent = ''): string {
  const line = oneLine(value, width - indent.length);
  if (line !== undefined) return line;
  const deeper = `${indent}  `;
  const members = Array.isArray(value)
    ? value.map((member) => foldedJson(member, deeper))
    : fieldsOf(value as object).map(([key, member]) => `${JSON.stringify(key)}: ${foldedJson(member, deeper)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${members.map((member) => deeper + member).join(',\n')}\n${indent}${close}`;
}

/** A value on one line. A text or number always is; anything else is undefined as soon as it has no room. */
function oneLine(value: unknown, room: number): string | undefined {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{ ', ' }'];
  const fields = Array.isArray(value) ? value.map((member) => ['', member] as const) : fieldsOf(value);
  if (fields.length === 0) return open.trim() + close.trim();
  let line: string = open;
  for (const [key, member] of fields) {
    const name = Array.isArray(value) ? '' : `${JSON.stringify(key)}: `;
    line += (line === open ? '' : ', ') + name;
    const next = oneLine(member, room - line.length);
    if (next === undefined) return undefined;
    line += next;
    if (line.length > room) return undefined;
  }
  return line.length + close.length > room ? undefined : line + close;
}

/** JSON has no `undefined`. */
function fieldsOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, member]) => member !== undefined);
}
