/** Name of External Secrets' service account, and of its namespace. The stores of clouds are read as this account. */
export const externalSecretsAccount = { name: 'external-secrets', namespace: 'external-secrets' } as const;
