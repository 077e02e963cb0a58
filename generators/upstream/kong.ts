/**
 * The label of the Secrets that the operator reads: it sees no others, certificates of hosts included.
 * `--secret-label-selector` in `docs/cli-arguments.md` of https://github.com/Kong/kong-operator/tree/v2.2.3
 */
export const kongReads = { 'konghq.com/secret': 'true' } as const;
