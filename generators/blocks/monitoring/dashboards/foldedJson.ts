/** Characters of a line, beside what YAML puts before it. */
const width = 180;

/**
 * JSON whose objects and lists are on one line where they fit: a change of a panel is then a change of few lines, and all
 * of a dashboard can be read.
 */
export function foldedJson(value: unknown, indent = ''): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const line = oneLine(value);
  if (indent.length + line.length <= width) return line;
  const deeper = `${indent}  `;
  const members = Array.isArray(value)
    ? value.map((member) => foldedJson(member, deeper))
    : fieldsOf(value).map(([key, member]) => `${JSON.stringify(key)}: ${foldedJson(member, deeper)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${members.map((member) => deeper + member).join(',\n')}\n${indent}${close}`;
}

function oneLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  const fields = fieldsOf(value).map(([key, member]) => `${JSON.stringify(key)}: ${oneLine(member)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** JSON has no `undefined`. */
function fieldsOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, member]) => member !== undefined);
}
