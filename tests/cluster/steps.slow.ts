import { after } from 'node:test';
import { growing } from './steps/chapters/growing.ts';
import { pinned } from './steps/chapters/pinned.ts';
import { rollOut } from './steps/chapters/rollOut.ts';
import { toRequests } from './steps/chapters/toRequests.ts';
import { setStage } from './steps/stage.ts';

// What a change does on the way, with the real API server, its controllers and KEDA with its admission webhooks. Objects
// are this repository's own, applied as Argo CD applies them: by server-side apply, what is pruned last. The tests depend
// on each other: each begins with the state in which the one before ended.

const stage = await setStage();
after(() => stage.lab.stop());
for (const chapter of [pinned, rollOut, toRequests, growing]) chapter(stage);
