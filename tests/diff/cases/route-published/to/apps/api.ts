export const api = 2;
