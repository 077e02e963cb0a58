export const watcher = 'writer';
