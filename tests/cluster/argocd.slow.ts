import { after } from 'node:test';
import { accidentsWithFolders } from './argocd/chapters/accidents.ts';
import { brokenCommits } from './argocd/chapters/brokenCommits.ts';
import { change } from './argocd/chapters/change.ts';
import { comingUp } from './argocd/chapters/comingUp.ts';
import { drift } from './argocd/chapters/drift.ts';
import { refused } from './argocd/chapters/refusals.ts';
import { removal } from './argocd/chapters/removal.ts';
import { setStage } from './argocd/stage.ts';
import { tell } from './argocd/story.ts';

// The real Argo CD syncs this repository's production into two real API servers, through a hub that has a third. The
// tests depend on each other: each begins with the state in which the one before ended.

const stage = await setStage();
after(() => stage.lab.stop());
const story = tell(stage);
for (const chapter of [comingUp, change, brokenCommits, drift, refused, accidentsWithFolders, removal]) chapter(story);
