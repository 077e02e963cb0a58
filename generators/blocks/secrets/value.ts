import { isDeepStrictEqual } from 'node:util';
import type { CredentialSource } from '../../model/endpoint.ts';
import { Failure } from '../../model/finding.ts';

/** One property of one entry in a secret store. */
export interface RemoteRef extends CredentialSource {
  readonly property: string;
}

/**
 * Secret value, which is never in git: External Secrets Operator fetches `from` and fills `template`.
 * Templates are Go templates of its engine v2, https://external-secrets.io/latest/guides/templating/.
 */
export interface SecretValue {
  readonly template: string;
  readonly from: References;
}

/** Remote references by the name of the variable that templates use. */
export type References = Readonly<Record<string, RemoteRef>>;

/** Value of an environment variable: plain text, or a secret that is fetched. */
export type Value = string | SecretValue;

/**
 * One property of a secret as it is.
 * @param owner whose secret it is: names the variable, so that templates read the same in every environment
 * @param source the store and the entry in it, which differ by environment
 */
export function secretValue(owner: string, { store, key }: CredentialSource, property: string): SecretValue {
  const name = variable(owner, property);
  return { template: `{{ .${name} }}`, from: { [name]: { store, key, property } } };
}

/** Text around secrets, such as a configuration file: each secret is there as it is. */
export function secretText(
  text: TemplateStringsArray,
  ...parts: readonly (string | number | SecretValue)[]
): SecretValue {
  return around(text, parts, (template) => template);
}

/**
 * A secret, or a text around secrets such as an address, as one text in JSON or YAML, with its quotes. What stands around
 * secrets stays as it is to read, for rules look for addresses there.
 */
export function inJson({ template, from }: SecretValue): SecretValue {
  const pieces = template.split(actions);
  const alone = pieces.length === 3 && pieces[0] === '' && pieces[2] === '';
  if (alone) return { template: template.replace(/ }}$/, ' | toJson }}'), from };
  const written = pieces.map((piece, index) => (index % 2 === 0 ? withoutQuotes(piece) : escapedInJson(piece)));
  return { template: `"${written.join('')}"`, from };
}

/** Of a Go template every action, in the forms in which they are written here. */
const actions = /(\{\{ .*? \}\})/s;

function withoutQuotes(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** An action inside a text in JSON. What is percent-encoded has no character that JSON escapes. */
function escapedInJson(action: string): string {
  if (action === brace || /\| urlquery \| replace "\+" "%20" }}$/.test(action)) return action;
  return action.replace(/ }}$/, ' | toJson | trimPrefix "\\"" | trimSuffix "\\"" }}');
}

/**
 * Text around secrets, such as a URL: each secret is percent-encoded, so that any password is safe in it. `urlquery`
 * writes a space as `+`, which means a plus sign outside a query: it is put right.
 */
export function secretUrl(
  text: TemplateStringsArray,
  ...parts: readonly (string | number | SecretValue)[]
): SecretValue {
  return around(text, parts, (template) => template.replace(/ }}$/, ' | urlquery | replace "+" "%20" }}'));
}

function around(
  text: TemplateStringsArray,
  parts: readonly (string | number | SecretValue)[],
  written: (template: string) => string,
): SecretValue {
  let template = '';
  const from: References[] = [];
  text.forEach((piece, index) => {
    template += literal(piece);
    const part = parts[index];
    if (part === undefined) return;
    if (typeof part !== 'object') {
      template += literal(String(part));
      return;
    }
    from.push(part.from);
    template += written(part.template);
  });
  return { template, from: joinReferences(from) };
}

/**
 * References of several values, for one Secret.
 * @throws Failure when two of them have one name: both would get the same value
 */
export function joinReferences(all: readonly References[]): References {
  const joined: Record<string, RemoteRef> = {};
  for (const [name, reference] of all.flatMap((one) => Object.entries(one))) {
    const other = joined[name];
    if (other && !isDeepStrictEqual(other, reference)) {
      throw new Failure(
        `${other.property} of ${other.key} and ${reference.property} of ${reference.key} both are the variable ${name} in the templates of one Secret`,
        'Rename one of the two keys, or the app, contract or service whose entry it is in.',
      );
    }
    joined[name] = reference;
  }
  return joined;
}

/**
 * A value as it is kept: what fetches no secret is a text, however it was written. `undefined` for a template with
 * actions and nothing that they could act on.
 */
export function withoutSecrets(value: Value): Value | undefined {
  if (typeof value === 'string' || Object.keys(value.from).length > 0) return value;
  const pieces = value.template.split(brace);
  return pieces.some((piece) => piece.includes('{{')) ? undefined : pieces.join('{');
}

/** Variables by where they are kept: those that are no secret in a ConfigMap, the others in a Secret. */
export function divided(values: Readonly<Record<string, Value>>): {
  readonly config: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, SecretValue>>;
} {
  const config: Record<string, string> = {};
  const secrets: Record<string, SecretValue> = {};
  for (const [key, value] of Object.entries(values)) {
    if (isSecret(value)) secrets[key] = value;
    else config[key] = value;
  }
  return { config, secrets };
}

export function isSecret(value: Value): value is SecretValue {
  return typeof value !== 'string';
}

/** The action that prints one brace. */
const brace = '{{ "{" }}';

/**
 * Text that a Go template prints as it is. An action begins with two braces; the first could be the last of a text.
 * https://pkg.go.dev/text/template#hdr-Text_and_spaces
 */
function literal(text: string): string {
  return text.replaceAll(/\{(?=\{|$)/g, brace);
}

/** Go template variables are identifiers: everything else becomes `_`. */
function variable(owner: string, property: string): string {
  return `${owner}_${property}`.replaceAll(/[^A-Za-z0-9]/g, '_');
}
