export const api = 'open';
