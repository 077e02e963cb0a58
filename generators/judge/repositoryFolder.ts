import type { Finding } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import { folderOf, isRepository, openGit } from '../programs/git.ts';

/**
 * Whether `folder` in `fleet.yaml` is where this tree is in its repository: Argo CD finds nothing elsewhere. Nothing is
 * told where there is no repository, or no hub.
 */
export async function repositoryFolder(root: string, { settings, locate }: Fleet): Promise<Finding[]> {
  if (!settings.hub) return [];
  const git = openGit(root);
  if (!(await isRepository(git))) return [];
  const found = (await folderOf(git)).replace(/\/$/, '');
  const { folder = '' } = settings;
  if (folder === found) return [];
  const shown = (path: string) => (path === '' ? 'the root of its repository' : `the folder ${path} of its repository`);
  return [
    {
      code: 'repository-folder',
      severity: 'error',
      message: `This tree is in ${shown(found)}, and Argo CD looks for it in ${shown(folder)}.`,
      fix: found === '' ? 'Delete the key folder.' : `Set folder: ${found}, and generate again.`,
      at: locate('overlays/fleet.yaml', ['folder']),
    },
  ];
}
