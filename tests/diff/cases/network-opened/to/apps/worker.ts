export const worker = 2;
