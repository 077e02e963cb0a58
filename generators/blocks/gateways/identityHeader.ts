/** The header in which apps get the subject of a verified token. */
export const identityHeader = 'X-User-Id';
