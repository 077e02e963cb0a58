import { isDeepStrictEqual } from 'node:util';
import { printYaml } from '../generators/files/yaml.ts';
import { exceptionAnnotation } from '../generators/model/exceptions.ts';
import { keyOf, nameOf, type Resource } from '../generators/model/resource.ts';
import type { Rule } from '../generators/model/rule.ts';
import { caseViews, exampleObjects } from './example/index.ts';
import { families } from './families.ts';
import { isRecord } from './kubernetes/reading.ts';

/** Longest example, in lines, that helps a reader more than its title alone. */
const longest = 26;

/** `policies/README.md`: what rules are, and what each demands. The same rules give the same bytes. */
export function policiesReadme(rules: readonly Rule[]): string {
  return [
    '<!-- Written by "npm run goldens" from the rules in the folders here: edit those, not this. -->',
    '# Policies',
    introduction,
    ...[...Map.groupBy(rules, familyOf)].flatMap(([family, own]) => [
      `## ${family}`,
      `${families[family]} [All about each](${family}/README.md)`,
      ['| rule | severity | what must hold |', '| --- | --- | --- |', ...own.map(row)].join('\n'),
    ]),
    '',
  ].join('\n\n');
}

const introduction = `Rules judge all objects of one cluster together, as Kustomize built them from the committed files. A rule is one file
with its documentation, its check and its cases, in the folder of its family; \`npm test\` runs the cases,
\`npm run validate\` the rules. What a rule says of its failing cases stands beside it in \`<rule>.golden.txt\`, which
\`npm run goldens\` writes anew, like this page and those of the families.

An object that must break a rule says so in an annotation, on itself or on its pod template, with the reason as its
value: \`${exceptionAnnotation('<rule>')}: <reason>\`. The violation is then shown as a note, and an exception that
excuses nothing as a warning. Rules that compare judge a change against the base revision.

What rules know of the kinds that an operator serves is one file in [systems](systems/system.ts); what they ask of all
systems is in \`cluster/\`, and what is the same for all of Kubernetes in \`kubernetes/\`.`;

/** The folder that a rule stands in. */
export function familyOf({ file }: Rule): string {
  return file.split('/').at(-2) ?? '';
}

/**
 * The `README.md` of a family: what each of its rules demands, why, how to mend it, and what it says about one failing
 * case. Made of the rules' own texts alone.
 */
export function familyReadme(family: string, rules: readonly Rule[]): string {
  return [
    `<!-- Written by "npm run goldens" from policies/${family}/*.ts: edit those, not this. -->`,
    `# Policies: ${family}`,
    `${families[family]} All families, and how an object declares an exception: [policies](../README.md).`,
    'Examples show what differs from a complete valid set of objects; `null` stands for a field that is not set.',
    ...rules.map(section),
    '',
  ].join('\n\n');
}

function row(rule: Rule): string {
  const { code, severity, title, compares } = rule;
  const page = `${familyOf(rule)}/README.md`;
  return `| [${code}](${page}#${code}) | ${severity}${compares ? ', compares' : ''} | ${cell(title)} |`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function section(rule: Rule): string {
  const { code, title, why, fix } = rule;
  return [`## ${code}`, title, `**Why:** ${linked(why)}`, `**Fix:** ${fix}`, ...example(rule)].join('\n\n');
}

/** Bare addresses become links without the sentence's own marks. */
function linked(text: string): string {
  return text.replaceAll(/https?:\/\/[^\s<>]+/g, '<$&>');
}

/** The first failing case that is short, and what the rule says about it. */
function example(rule: Rule): string[] {
  for (const one of rule.fails) {
    if (one.cluster) continue;
    const [view, before] = caseViews(one);
    const [first] = rule.check(view, before);
    const old = before?.all.map(({ resource }) => resource) ?? one.among ?? exampleObjects;
    const now = view.all.map(({ resource }) => resource);
    const changed = excerpt(old, now);
    if (!first || changed.split('\n').length > longest) continue;
    const gone = old.filter((object) => !now.some((other) => keyOf(other) === keyOf(object)));
    const without = gone.length > 0 ? ` (without ${gone.map((object) => `\`${nameOf(object)}\``).join(', ')})` : '';
    return [
      `For example, ${one.title}${without}:`,
      ...(changed === '' ? [] : [`\`\`\`yaml\n${changed}\`\`\``]),
      `> ${nameOf(first.object.resource)}: ${first.message}`,
    ];
  }
  return [];
}

/** What differs: new objects whole, of others the changed fields. */
function excerpt(old: readonly Resource[], now: readonly Resource[]): string {
  const known = new Map(old.map((object) => [keyOf(object), object]));
  return now
    .flatMap((object) => {
      const was = known.get(keyOf(object));
      if (!was) return [printYaml(object)];
      const fields = changes(was, object) as Partial<Resource> | undefined;
      if (!fields) return [];
      const { apiVersion, kind, metadata } = object;
      return [printYaml({ apiVersion, kind, ...fields, metadata: { name: metadata.name, ...fields.metadata } })];
    })
    .join('---\n');
}

/** The fields of `now` that differ from `was`, `null` for those that are gone; named list members keep their names. */
function changes(was: unknown, now: unknown): unknown {
  if (isDeepStrictEqual(was, now)) return undefined;
  if (now === undefined) return null;
  if (Array.isArray(was) && Array.isArray(now)) {
    const added = now.filter((member) => !was.some((one) => isDeepStrictEqual(one, member)));
    return added.length > 0 ? added.map((member) => changesOfMember(was, member)) : now;
  }
  if (!isRecord(was) || !isRecord(now)) return now;
  const keys = [...new Set([...Object.keys(now), ...Object.keys(was)])];
  return Object.fromEntries(
    keys.map((key) => [key, changes(was[key], now[key])] as const).filter(([, value]) => value !== undefined),
  );
}

function changesOfMember(list: readonly unknown[], member: unknown): unknown {
  const old = list.find((one) => isNamed(one) && isNamed(member) && one.name === member.name);
  return old && isNamed(member) ? { name: member.name, ...(changes(old, member) as object) } : member;
}

function isNamed(value: unknown): value is { readonly name: string } {
  return isRecord(value) && typeof value.name === 'string';
}
