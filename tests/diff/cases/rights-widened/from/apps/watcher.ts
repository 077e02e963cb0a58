export const watcher = 'reader';
