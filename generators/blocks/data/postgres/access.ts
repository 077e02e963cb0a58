import type { ClusterFacts } from '../../../model/inputs.ts';
import type { Archive } from './archive.ts';

/**
 * Access of a database's pods to an archive: by short-lived tokens, or by static keys for S3 servers that need them.
 */
export interface Access {
  /** Credentials in the `configuration` of an ObjectStore. */
  readonly credentials: Readonly<Record<string, unknown>>;
  /** Environment variables of the container that calls the bucket. */
  readonly env: Readonly<Record<string, string>>;
  /** Service-account tokens for a cloud that trusts this cluster's issuer: another cloud, or Azure itself. */
  readonly tokens: readonly { readonly audience: string; readonly path: string }[];
  /** Further files beside the tokens. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Folder in which CloudNativePG mounts `projectedVolumeTemplate`. The sidecar of the Barman plugin has the same mounts.
 */
const folder = '/projected';
const none = { env: {}, tokens: [], files: {} };

/**
 * Access of the pods in one cluster to an archive. In the archive's own cloud they use the cloud identity that their
 * cluster names for the app. From another cloud they use federation: they act as the archive's `reader`, which trusts
 * the issuer of this cluster's tokens. `undefined` if the archive is in another cloud and names no reader.
 * @param app name of the app, whose cloud identity the pods use
 * @param store name of the ObjectStore, and of the Secret with its static keys
 */
export function accessTo(archive: Archive, here: ClusterFacts, app: string, store: string): Access | undefined {
  const isForeign = archive.cluster.cloud !== here.cloud;
  const { secret, reader } = archive.settings;
  if (archive.api === 's3' && secret !== undefined) return { ...none, ...staticKeys(store, archive) };
  if (isForeign && reader === undefined) return undefined;
  switch (archive.api) {
    case 's3':
      return { credentials: { s3Credentials: { inheritFromIAMRole: true } }, ...(isForeign ? assumed(archive) : none) };
    case 'gcs':
      return isForeign ? impersonated(archive, here) : { ...none, credentials: google };
    case 'azure':
      return {
        credentials: { azureCredentials: { useDefaultAzureCredentials: true } },
        ...federated(archive.cluster, isForeign ? reader : here.identities[app]),
      };
  }
}

/** Static keys for an S3 server. Servers other than AWS's refuse the checksums that newer AWS libraries send. */
function staticKeys(name: string, { endpoint }: Archive): Pick<Access, 'credentials' | 'env'> {
  const relaxed = {
    AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
    AWS_RESPONSE_CHECKSUM_VALIDATION: 'when_required',
  };
  const keys = { accessKeyId: { name, key: 'accessKey' }, secretAccessKey: { name, key: 'secretKey' } };
  return { credentials: { s3Credentials: keys }, env: endpoint === undefined ? {} : relaxed };
}

/**
 * Assumes a role of AWS with a token of this cluster:
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
 */
function assumed({ cluster, settings }: Archive): Omit<Access, 'credentials'> {
  return {
    env: {
      AWS_DEFAULT_REGION: cluster.region,
      AWS_ROLE_ARN: settings.reader ?? '',
      AWS_WEB_IDENTITY_TOKEN_FILE: `${folder}/aws-token`,
    },
    tokens: [{ audience: 'sts.amazonaws.com', path: 'aws-token' }],
    files: {},
  };
}

/** No key: credentials come from the metadata server of GKE, or from the file that the environment names. */
const google = { googleCredentials: { gkeEnvironment: true } };

/** Impersonates a service account of Google with a token of this cluster: https://google.aip.dev/auth/4117 */
function impersonated({ settings }: Archive, here: ClusterFacts): Access | undefined {
  const { reader, readerPool } = settings;
  if (readerPool === undefined) return undefined;
  const provider = `//iam.googleapis.com/${readerPool}/providers/${here.name}`;
  const account = {
    type: 'external_account',
    audience: provider,
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    token_url: 'https://sts.googleapis.com/v1/token',
    service_account_impersonation_url: `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${reader}:generateAccessToken`,
    credential_source: { file: `${folder}/google-token` },
  };
  return {
    credentials: google,
    env: { GOOGLE_APPLICATION_CREDENTIALS: `${folder}/google.json` },
    tokens: [{ audience: `https:${provider}`, path: 'google-token' }],
    files: { 'google.json': `${JSON.stringify(account, null, 2)}\n` },
  };
}

/**
 * Uses a managed identity of Azure with a token of this cluster. The webhook of Azure's own clusters does the same for
 * pods with its label, which the jobs of CloudNativePG cannot have.
 * https://azure.github.io/azure-workload-identity/docs/introduction.html
 */
function federated(owner: ClusterFacts, clientId: string | undefined): Omit<Access, 'credentials'> {
  if (clientId === undefined || owner.cloud !== 'azure') return none;
  return {
    env: {
      AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.com/',
      AZURE_CLIENT_ID: clientId,
      AZURE_FEDERATED_TOKEN_FILE: `${folder}/azure-token`,
      AZURE_TENANT_ID: owner.tenant,
    },
    tokens: [{ audience: 'api://AzureADTokenExchange', path: 'azure-token' }],
    files: {},
  };
}
