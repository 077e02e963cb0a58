import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { html, separated } from './html.ts';

const cases: [title: string, markup: { readonly text: string }, text: string][] = [
  ['a text is escaped', html`<p>${'</p><script>'}</p>`, '<p>&lt;/p&gt;&lt;script&gt;</p>'],
  ['an attribute cannot be left', html`<a id="${'" onclick="'}">`, '<a id="&quot; onclick=&quot;">'],
  ['markup in markup stays', html`<p>${html`<b>${'&'}</b>`}</p>`, '<p><b>&amp;</b></p>'],
  ['what is not there is nothing', html`<p>${undefined}${false}${[]}</p>`, '<p></p>'],
  ['numbers and lists', html`<p>${[1, html`<br>`, 'a']}</p>`, '<p>1<br>a</p>'],
  ['a separator stands between', html`${separated(['a', 'b', '<'], ', ')}`, 'a, b, &lt;'],
];
for (const [title, { text }, expected] of cases) test(title, () => assert.equal(text, expected));

test('no text brings markup of its own', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', 'a', '/', '=') }), (text) => {
      assert.doesNotMatch(html`${text}`.text, /[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
    }),
  );
});
