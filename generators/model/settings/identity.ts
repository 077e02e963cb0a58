import { Type } from 'typebox';

/** The form of an identity in one cloud. */
interface IdentityForm {
  readonly pattern: string;
  readonly title: string;
}

/**
 * Cloud identities as service accounts name them. AWS: the ARN of a role, whose name has these characters; Google: the
 * e-mail of a service account; Azure: the client ID of a managed identity.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names ·
 * https://cloud.google.com/iam/docs/service-account-types ·
 * https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview
 */
const forms = {
  aws: {
    pattern: '^arn:aws(-[a-z]+)*:iam::[0-9]{12}:role(/[A-Za-z0-9_+=,.@-]{1,64})+$',
    title: 'the ARN of a role, such as arn:aws:iam::123456789012:role/api',
  },
  google: {
    pattern: '^[a-z0-9][-a-z0-9.]*@[a-z0-9][-a-z0-9.]*\\.gserviceaccount\\.com$',
    title: 'the e-mail of a service account, such as api@project.iam.gserviceaccount.com',
  },
  azure: {
    pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
    title: 'a client ID, which is a UUID in lower case',
  },
} as const satisfies Readonly<Record<string, IdentityForm>>;

/** A cloud that has identities: a local cluster has none. */
export type IdentityCloud = keyof typeof forms;

/** The form of an identity of any cloud. */
export const identityPattern = Object.values(forms)
  .map(({ pattern }) => `(${pattern})`)
  .join('|');

/** A cloud identity. Which cloud it has to be of, other settings say: `read/cross/checkIdentities.ts`. */
export const CloudIdentity = (description?: string) =>
  Type.String({
    pattern: identityPattern,
    title: "a cloud identity: the ARN of a role, a service account's e-mail or a client ID",
    ...(description !== undefined && { description }),
  });

/** What an identity of a cloud looks like. */
export function identityForm(cloud: IdentityCloud): string {
  return forms[cloud].title;
}

/** Whether a text has the form of an identity of this cloud. */
export function isIdentityOf(cloud: IdentityCloud, text: string): boolean {
  return new RegExp(forms[cloud].pattern, 'u').test(text);
}
