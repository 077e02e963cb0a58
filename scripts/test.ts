require('./requireNode.ts');
import('../tests/runner/runTests.ts').then(({ runTests }) => runTests(process.argv.slice(2)));
