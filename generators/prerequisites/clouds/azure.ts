import type { BucketRight, OutsideRight } from '../../model/outside.ts';
import type { ActingAccount } from '../needs.ts';

/** Entries of a vault that an identity may read. */
export interface VaultEntries {
  readonly vault: string;
  readonly names: readonly string[];
}

/** The name of a vault, by its address. */
export const vaultName = (address: string): string => new URL(address).hostname.split('.')[0] ?? '';

/**
 * Commands that assign roles to a managed identity, by its client ID.
 * https://learn.microsoft.com/azure/role-based-access-control/built-in-roles ·
 * https://learn.microsoft.com/azure/key-vault/general/rbac-guide
 */
export function azureGrants(
  client: string,
  may: readonly OutsideRight[],
  entries: readonly VaultEntries[],
): readonly string[] {
  const grants = [...new Set(may.flatMap((right) => grant(right, entries)))];
  return grants.length === 0 ? [] : [`principal=$(az ad sp show --id ${client} --query id --output tsv)`, ...grants];
}

const assign = (role: string, scope: string, indent = '') =>
  `${indent}az role assignment create --assignee-object-id "$principal" --assignee-principal-type ServicePrincipal --role '${role}' --scope "${scope}"`;

function grant(right: OutsideRight, entries: readonly VaultEntries[]): readonly string[] {
  switch (right.to) {
    case 'bucket': {
      const { api, bucket, account } = right.bucket;
      return api === 'azure' ? onContainer(account ?? '', bucket, right.may) : [];
    }
    case 'zone': {
      if (right.zone.service !== 'azure-dns') return [];
      const { subscription, resourceGroup, zone } = right.zone;
      const group = `/subscriptions/${subscription}/resourceGroups/${resourceGroup}`;
      // https://cert-manager.io/docs/configuration/acme/dns01/azuredns/ ·
      // https://kubernetes-sigs.github.io/external-dns/latest/docs/tutorials/azure/
      return [
        assign('DNS Zone Contributor', `${group}/providers/Microsoft.Network/dnszones/${zone}`),
        ...(right.may === 'records' ? [assign('Reader', group)] : []),
      ];
    }
    case 'entries':
      return entries.flatMap(({ vault, names }) => [
        `vault=$(az keyvault show --name ${vault} --query id --output tsv)`,
        `for entry in ${names.join(' ')}; do`,
        assign('Key Vault Secrets User', '$vault/secrets/$entry', '  '),
        'done',
      ]);
  }
}

/** A container is the smallest scope of a role: https://learn.microsoft.com/azure/storage/blobs/assign-azure-role-data-access */
function onContainer(account: string, container: string, may: readonly BucketRight[]): readonly string[] {
  const writes = may.includes('write') || may.includes('delete');
  return [
    `storage=$(az storage account show --name ${account} --query id --output tsv)`,
    assign(
      writes ? 'Storage Blob Data Contributor' : 'Storage Blob Data Reader',
      `$storage/blobServices/default/containers/${container}`,
    ),
    // Signed with a delegation key: https://learn.microsoft.com/rest/api/storageservices/create-user-delegation-sas
    ...(may.includes('sign') ? [assign('Storage Blob Delegator', '$storage')] : []),
  ];
}

/**
 * Commands that let accounts of a cluster act as a managed identity, whose name and group are in `$identity` and `$group`.
 * `$issuer` is the issuer of the cluster's tokens, without `https://`.
 * https://azure.github.io/azure-workload-identity/docs/topics/federated-identity-credential.html
 */
export function azureTrust(cluster: string, accounts: readonly ActingAccount[]): readonly string[] {
  return accounts.map(
    ({ namespace, name }) =>
      `az identity federated-credential create --resource-group "$group" --identity-name "$identity" --name ${cluster}-${namespace}-${name} --issuer "https://$issuer" --subject system:serviceaccount:${namespace}:${name} --audiences api://AzureADTokenExchange`,
  );
}
