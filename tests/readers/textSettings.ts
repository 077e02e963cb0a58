import type { JsonSchema } from '../../generators/read/schemas.ts';

/** A setting that is text, or the keys of a map that people name. */
export interface TextSetting {
  /** `apps.api.canary.image`; `[]` stands for an item, `*` for a key, and `{}` at the end for the keys themselves. */
  readonly path: string;
  readonly accepts: (text: string) => boolean;
  /** The form, where there is one. */
  readonly pattern: string | undefined;
}

interface Node extends JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly patternProperties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly oneOf?: readonly Node[];
  readonly anyOf?: readonly Node[];
  readonly $ref?: string;
  readonly definitions?: Readonly<Record<string, Node>>;
}

/** Every text of a settings file that its schema does not choose from a list. */
export function textSettings(schema: JsonSchema): readonly TextSetting[] {
  const root = schema as Node;
  const found = new Map<string, TextSetting>();
  const add = (path: string, node: Node) =>
    found.set(`${path} ${node.pattern}`, { path, pattern: node.pattern, accepts: (text) => accepts(node, text) });
  const walk = (node: Node, path: string): void => {
    const target = node.$ref && root.definitions?.[node.$ref.replace('#/definitions/', '')];
    if (target) walk(target, path);
    for (const form of [...(node.oneOf ?? []), ...(node.anyOf ?? [])]) walk(form, path);
    for (const [key, inner] of Object.entries(node.properties ?? {})) walk(inner, path === '' ? key : `${path}.${key}`);
    for (const [pattern, inner] of Object.entries(node.patternProperties ?? {})) {
      add(`${path}.{}`, { pattern });
      walk(inner, `${path}.*`);
    }
    if (node.items) walk(node.items, `${path}.[]`);
    if (node.type === 'string' && node.enum === undefined && node.const === undefined) add(path, node);
  };
  walk(root, '');
  return [...found.values()];
}

function accepts({ pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY }: Node, text: string): boolean {
  const { length } = Array.from(text);
  return length >= minLength && length <= maxLength && (pattern === undefined || new RegExp(pattern, 'u').test(text));
}
