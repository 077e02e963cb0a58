/** Runs `work` as an unprivileged user, even where the tests run as root: file permissions do not restrict root. */
export function unprivileged<T>(work: () => T): T {
  const { getuid, seteuid } = process;
  if (!getuid || !seteuid || getuid() !== 0) return work();
  seteuid(65_534);
  try {
    return work();
  } finally {
    seteuid(0);
  }
}
