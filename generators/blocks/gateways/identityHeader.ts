/** The header with the subject of the token: set at the edge after verification, and taken off all that comes in. */
export const identityHeader = 'X-User-Id';
