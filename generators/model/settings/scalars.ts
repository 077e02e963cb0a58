import { Type } from 'typebox';

/** The form of {@link Name}. */
export const namePattern = '^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$';

/** Names that people choose: RFC 1123 labels, so that they can name any Kubernetes object. */
export const Name = (description: string, options: { default?: string } = {}) =>
  Type.String({
    pattern: namePattern,
    title: 'at most 40 lower-case letters, digits and -, beginning with a letter',
    description,
    ...options,
  });

/** Host names: RFC 1123 subdomains. */
export const Host = (description: string) =>
  Type.String({
    pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
    maxLength: 253,
    description,
    title: 'a host name',
  });

const octet = '(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';

/** An IPv4 or IPv6 network in CIDR notation. */
export const NetworkCidr = () =>
  Type.String({
    pattern: `^(${octet}(\\.${octet}){3}/([0-9]|[12][0-9]|3[0-2])|[0-9a-f:]*:[0-9a-f:]*/([0-9]|[1-9][0-9]|1[01][0-9]|12[0-8]))$`,
    title: 'a network in CIDR notation, such as 10.0.0.0/16',
  });

/** The form of {@link Cpu}. */
export const cpuPattern = '^([1-9][0-9]{0,4}m|[1-9][0-9]{0,3}(\\.[0-9]{1,3})?|0\\.[0-9]{1,3})$';

/** Processor time: whole cores or thousandths (`500m`). Kubernetes' own rule for quantities, narrowed to what CPU uses. */
export const Cpu = (description: string, options: { default?: string } = {}) =>
  Type.String({
    pattern: cpuPattern,
    title: 'CPU, such as 500m or 2',
    description,
    ...options,
  });

/** The form of {@link Bytes}. */
export const bytesPattern = '^[1-9][0-9]{0,5}(Ki|Mi|Gi|Ti)$';

/** Bytes with a binary suffix, such as `512Mi`: one way to write a size, so that sizes compare at a glance. */
export const Bytes = (description: string, options: { default?: string } = {}) =>
  Type.String({
    pattern: bytesPattern,
    title: 'a size, such as 512Mi or 2Gi',
    description,
    ...options,
  });

const cronItem = '(\\*|\\?|[0-9]{1,2}|[A-Za-z]{3})(-([0-9]{1,2}|[A-Za-z]{3}))?(/[0-9]{1,2})?';
const cronField = `${cronItem}(,${cronItem})*`;

/** The forms of {@link Schedule}, by the number of fields. */
export const cronPatterns = { 5: `^(${cronField} ){4}${cronField}$`, 6: `^(${cronField} ){5}${cronField}$` } as const;
const cronTitles = {
  5: 'five fields: minute, hour, day of month, month, day of week',
  6: 'six fields: second, minute, hour, day of month, month, day of week',
} as const;

/**
 * A cron schedule. Argo CD and the operators read it by one parser, some of them with a field for seconds. What the
 * fields may hold and when it runs is for `read/cross/checkSchedules.ts`: https://pkg.go.dev/github.com/robfig/cron/v3
 */
export const Schedule = (fields: 5 | 6, description: string, options: { default?: string } = {}) =>
  Type.String({ pattern: cronPatterns[fields], title: cronTitles[fields], description, ...options });

/** TCP port number. */
export const PortNumber = (description: string, options: { default?: number } = {}) =>
  Type.Integer({ minimum: 1, maximum: 65535, description, ...options });

/** Name of an entry in the cloud's secret manager: the characters that all three managers allow. */
export const SecretEntry = (description: string) =>
  Type.String({
    pattern: '^[a-zA-Z0-9]([-a-zA-Z0-9]{0,125}[a-zA-Z0-9])?$',
    title: 'letters, digits and - (the only characters Azure Key Vault allows)',
    description,
  });

/** Name of an Azure storage account. */
export const StorageAccount = () =>
  Type.String({
    pattern: '^[a-z0-9]{3,24}$',
    title: '3 to 24 lower-case letters and digits',
    description: 'Azure: the storage account.',
  });

/**
 * A group of the identity provider, as its tokens name it. Argo CD reads groups from CSV, Grafana from an expression in a
 * configuration file: without quotes, commas and what begins a comment they are data in both.
 */
export const Group = () =>
  Type.String({
    pattern: '^[A-Za-z0-9/]([A-Za-z0-9 ._:/@+-]*[A-Za-z0-9._:/@+-])?$',
    title: 'a group of letters, digits, spaces and . _ : / @ + -',
  });

/** A client of the identity provider. Argo CD and Grafana replace what begins with `$` by a secret or a variable. */
export const ClientId = (description: string) =>
  Type.String({
    pattern: '^[A-Za-z0-9][A-Za-z0-9._:/@-]*$',
    title: 'a client ID of letters, digits and . _ : / @ -',
    description,
  });

/** Whom a token is for: a name or an address. Without commas and spaces, several are a list in one variable. */
export const Audience = () =>
  Type.String({
    pattern: '^[A-Za-z0-9][A-Za-z0-9._:/@-]*$',
    title: 'an audience of letters, digits and . _ : / @ -',
  });

/** Objects are closed: a key that no schema names is a mistake. */
export const closed = { additionalProperties: false } as const;
