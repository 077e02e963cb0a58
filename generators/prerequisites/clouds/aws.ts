import type { BucketRight, OutsideRight } from '../../model/outside.ts';

/** A document of IAM: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export interface AwsPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

interface Statement {
  readonly Effect: 'Allow';
  readonly Principal?: { readonly Federated: string } | { readonly AWS: string };
  readonly Action: readonly string[];
  readonly Resource?: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Where entries are that an identity may read. */
export interface EntriesPlace {
  readonly region: string;
  readonly account: string;
  readonly names: readonly string[];
}

/**
 * Actions on the objects of a bucket:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html. Uploads in parts need the two
 * others: https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions. An address is signed
 * with the credentials that the signer has anyway.
 */
const onObjects: Readonly<Record<BucketRight, readonly string[]>> = {
  read: ['s3:GetObject'],
  write: ['s3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
  delete: ['s3:DeleteObject'],
  list: [],
  inspect: [],
  sign: [],
};

/** Actions on the bucket itself. They hold for all of it: programs first ask whether it is there, without a folder. */
const onBucket: Readonly<Partial<Record<BucketRight, readonly string[]>>> = {
  list: ['s3:ListBucket'],
  inspect: ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads', 's3:ListBucketVersions'],
};

/** What somebody has to be allowed in AWS; undefined where that is nothing. */
export function awsPolicy(
  may: readonly OutsideRight[],
  partition: string,
  entries: readonly EntriesPlace[],
): AwsPolicy | undefined {
  const statements = merged(may.flatMap((right) => statementsOf(right, `arn:${partition}`, entries)));
  return statements.length > 0 ? { Version: '2012-10-17', Statement: statements } : undefined;
}

function statementsOf(right: OutsideRight, arn: string, entries: readonly EntriesPlace[]): readonly Statement[] {
  switch (right.to) {
    case 'bucket': {
      const { api, bucket, endpoint } = right.bucket;
      if (api !== 's3' || endpoint !== undefined) return [];
      const folder = right.folder === undefined ? '' : `${right.folder}/`;
      return [
        allow(
          right.may.flatMap((one) => onObjects[one]),
          [`${arn}:s3:::${bucket}/${folder}*`],
        ),
        allow(
          right.may.flatMap((one) => onBucket[one] ?? []),
          [`${arn}:s3:::${bucket}`],
        ),
      ].flat();
    }
    case 'zone':
      return right.zone.service === 'route53'
        ? zone(`${arn}:route53:::hostedzone/${right.zone.zone}`, arn, right.may)
        : [];
    case 'entries': {
      // Secrets Manager adds six characters to a name: https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html
      const names = entries.flatMap(({ region, account, names }) =>
        names.map((name) => `${arn}:secretsmanager:${region}:${account}:secret:${name}-??????`),
      );
      // https://external-secrets.io/latest/provider/aws-secrets-manager/#iam-policy
      const actions = ['GetSecretValue', 'DescribeSecret', 'GetResourcePolicy', 'ListSecretVersionIds'];
      return names.length > 0
        ? allow(
            actions.map((action) => `secretsmanager:${action}`),
            names,
          )
        : [];
    }
  }
}

/**
 * cert-manager enters TXT records below `_acme-challenge` alone: https://cert-manager.io/docs/configuration/acme/dns01/route53/.
 * ExternalDNS enters hosts, and asks which zones there are, which no ARN can narrow:
 * https://kubernetes-sigs.github.io/external-dns/latest/docs/tutorials/aws/#iam-policy
 */
function zone(hosted: string, arn: string, may: 'challenges' | 'records'): readonly Statement[] {
  if (may === 'records') {
    const actions = ['ChangeResourceRecordSets', 'ListResourceRecordSets', 'ListTagsForResources'];
    return [
      ...allow(
        actions.map((action) => `route53:${action}`),
        [hosted],
      ),
      ...allow(['route53:ListHostedZones'], ['*']),
    ];
  }
  return [
    ...allow(['route53:GetChange'], [`${arn}:route53:::change/*`]),
    ...allow(['route53:ListResourceRecordSets'], [hosted]),
    ...allow(['route53:ChangeResourceRecordSets'], [hosted]).map((statement) => ({
      ...statement,
      Condition: {
        'ForAllValues:StringEquals': { 'route53:ChangeResourceRecordSetsRecordTypes': ['TXT'] },
        'ForAllValues:StringLike': { 'route53:ChangeResourceRecordSetsNormalizedRecordNames': ['_acme-challenge.*'] },
      },
    })),
  ];
}

function allow(actions: readonly string[], resources: readonly string[]): readonly Statement[] {
  return actions.length > 0 ? [{ Effect: 'Allow', Action: actions, Resource: resources }] : [];
}

/** Statements with the same actions become one. */
function merged(statements: readonly Statement[]): readonly Statement[] {
  const groups = Map.groupBy(statements, ({ Action, Condition }) => JSON.stringify([Action, Condition]));
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const resources = [first, ...others].flatMap(({ Resource = [] }) => Resource);
    return [{ ...first, Resource: [...new Set(resources)] }];
  });
}

/** Accounts of one cluster, whose tokens a role takes. */
export interface Trusted {
  readonly cluster: string;
  readonly subjects: readonly string[];
}

/** What stands in a document for the issuer of a cluster's tokens, without `https://`. */
export const issuerOf = (cluster: string): string => `ISSUER-OF-${cluster}`;

/**
 * Who may act as a role: accounts of clusters by their tokens, in whichever cloud these are.
 * https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
 */
export function awsTrust(role: string, trusted: readonly Trusted[]): AwsPolicy {
  const [, partition = 'aws', , , account = ''] = role.split(':');
  return {
    Version: '2012-10-17',
    Statement: trusted.map(({ cluster, subjects }) => ({
      Effect: 'Allow',
      Principal: { Federated: `arn:${partition}:iam::${account}:oidc-provider/${issuerOf(cluster)}` },
      Action: ['sts:AssumeRoleWithWebIdentity'],
      Condition: {
        StringEquals: {
          [`${issuerOf(cluster)}:aud`]: ['sts.amazonaws.com'],
          [`${issuerOf(cluster)}:sub`]: subjects,
        },
      },
    })),
  };
}

/** What a role has to be allowed that acts as other roles. */
export function awsAssume(roles: readonly string[]): AwsPolicy {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: roles }] };
}

/** That another role may act as this one: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-user.html */
export function awsTrustRole(other: string): AwsPolicy {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: other }, Action: ['sts:AssumeRole'] }],
  };
}
