import assert from 'node:assert/strict';
import { test } from 'node:test';
import { containerText, variable, withVariables } from './containerText.ts';

test('what is data is escaped where the kubelet would read it as a reference, and nowhere else', () => {
  const cases: [Parameters<typeof containerText>[0], string][] = [
    ['--cost=$5', '--cost=$5'],
    ['https://$(SECRET).evil.example', 'https://$$(SECRET).evil.example'],
    ['$$(SECRET)', '$$$$(SECRET)'],
    [withVariables`--id=${variable('POD_INDEX')}`, '--id=$(POD_INDEX)'],
    [withVariables`--to=${'$(SECRET)'}:${8080}/${variable('PATH')}`, '--to=$$(SECRET):8080/$(PATH)'],
    [withVariables`$${variable('POD_INDEX')}`, '$$$(POD_INDEX)'],
  ];
  for (const [text, expected] of cases) assert.equal(containerText(text), expected);
});
