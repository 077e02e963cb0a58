/** Whether any of these files is one of the paths, or inside one. */
export function touches(files: ReadonlySet<string>, paths: readonly string[]): boolean {
  for (const file of files) {
    if (paths.some((path) => file === path || file.startsWith(`${path}/`))) return true;
  }
  return false;
}
