/** What a drill does to a file of settings, and what it says that `validate` answers. */
export interface Step {
  readonly file: string;
  readonly diff: readonly string[];
  /** Findings that the text quotes; none: it says that there are none. */
  readonly quoted: readonly Quoted[];
}

/** A finding as the text quotes it. */
export interface Quoted {
  readonly severity: string;
  readonly code: string;
  readonly object: string;
  readonly cluster: string;
  readonly message: string;
}

const block = /^( *)```(diff|text)(?: (\S+))?\n([\s\S]*?)^ *```$/gm;

/** The edits of each section of a drill, in order: blocks `diff <file>`, each with the block `text` that follows it. */
export function stepsOf(drill: string): ReadonlyMap<string, readonly Step[]> {
  const sections = drill.split(/^## /m).slice(1);
  return new Map(sections.map((section) => [section.slice(0, section.indexOf('\n')), stepsIn(section)]));
}

function stepsIn(section: string): Step[] {
  const steps: Step[] = [];
  for (const [, indent = '', form, file, body = ''] of section.matchAll(block)) {
    const lines = body.trimEnd().split('\n');
    const own = lines.map((line) => line.slice(indent.length));
    if (form === 'diff' && file !== undefined) steps.push({ file, diff: own, quoted: [] });
    const last = form === 'text' ? steps.pop() : undefined;
    if (last) steps.push({ ...last, quoted: quotedIn(own) });
  }
  return steps;
}

/** Two lines for each finding: `severity  code  object  cluster`, then its message. */
function quotedIn(lines: readonly string[]): Quoted[] {
  return Array.from({ length: lines.length / 2 }, (_, index) => {
    const [severity = '', code = '', object = '', cluster = ''] = (lines[2 * index] ?? '').split('  ');
    return { severity, code, object, cluster, message: (lines[2 * index + 1] ?? '').trim() };
  });
}

/**
 * A file after a diff, whose lines are looked for one after the other: what the file has between them is left out.
 * @throws Error naming a line that the file does not have, after those before it
 */
export function edited(text: string, diff: readonly string[]): string {
  const lines = text.split('\n');
  let next = 0;
  for (const line of diff) {
    const [mark, content] = [line[0], line.slice(1)];
    if (mark === '+') {
      lines.splice(next, 0, content);
      next += 1;
      continue;
    }
    const found = lines.indexOf(content, next);
    if (found < 0) throw new Error(`There is no line "${content}" after line ${next}.`);
    if (mark === '-') lines.splice(found, 1);
    next = mark === '-' ? found : found + 1;
  }
  return lines.join('\n');
}
