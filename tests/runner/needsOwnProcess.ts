/** What a test does that others in its process would feel, or that takes the time of others. */
const felt = /process\.(env|chdir|umask|exitCode|set[eg]?[ug]id)|child_process|programs\/run\.ts|fakeProgram|runSync/;

/** Whether a test file has a process of its own, by its text. */
export function needsOwnProcess(text: string): boolean {
  return felt.test(text);
}
