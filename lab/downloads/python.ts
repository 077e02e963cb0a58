import { Failure } from '../../generators/model/finding.ts';
import { run } from '../../generators/programs/run.ts';

/**
 * Runs a module of Python that downloads or unpacks something.
 * @param what begins the message of the failure
 * @throws Failure when Python or the module is missing, or when it fails
 */
export async function python(args: readonly string[], what: string): Promise<void> {
  const { status, reason } = await run('python3', args);
  if (status === 0) return;
  const missing = status === 127 || reason.includes('No module named pip');
  throw new Failure(
    `${what} could not be downloaded: ${reason.split('\n').slice(-3).join(' ')}`,
    missing
      ? 'Install Python 3 with pip: on Debian, the packages python3 and python3-pip.'
      : 'See that `python3 -m pip config list` names an index this machine can reach, and that the version is there.',
  );
}
