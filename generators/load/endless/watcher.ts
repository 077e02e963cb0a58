import { Session } from 'node:inspector';
import { workerData } from 'node:worker_threads';
import { usedSeconds, type Watched } from './watched.ts';

// A thread beside the one that runs apps. It looks once in a second whether that one still gets on. Where it does not, it
// calls a function there, as a debugger would: in the middle of whatever runs, so the stack of that function says where.
// https://nodejs.org/api/inspector.html#sessionconnecttomainthread

const { since, limit, callback } = workerData as Watched;

const timer = setInterval(() => {
  if (usedSeconds() - (since[0] ?? 0) < limit) return;
  clearInterval(timer);
  const session = new Session();
  session.connectToMainThread();
  session.post('Runtime.evaluate', { expression: `globalThis.${callback}()` });
  setInterval(() => {}, 1000); // this thread waits for the answer
}, 1000);
