export const api = 'closed';
