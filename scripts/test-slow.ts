require('./requireNode.ts');
import('../tests/runner/runSlow.ts').then(({ runSlow }) => runSlow(process.argv.slice(2)));
