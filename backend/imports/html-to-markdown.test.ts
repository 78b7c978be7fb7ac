import { describe, expect, it } from 'vitest';
import { htmlToMarkdown, isHtml } from './html-to-markdown.ts';

describe('a description in HTML', () => {
  it('keeps headings, paragraphs, lists, emphasis and links', () => {
    const html = `<h2>About&nbsp;us</h2><p>We make <strong>kites </strong>and <em>kites only</em>.<br>Since 1984.</p>
      <ul><li>Sew</li><li><p>Fly</p><ul><li>High</li></ul></li></ul><ol><li>Apply</li><li>Wait</li></ol>
      <p>See <a href="https://kites.example/jobs?a=(1)">our page</a> or <a href="mailto:jobs@kites.example">write</a>.</p>`;
    expect(htmlToMarkdown(html)).toBe(
      [
        '## About us',
        '',
        'We make **kites** and *kites only*.  ',
        'Since 1984.',
        '',
        '- Sew',
        '- Fly',
        '  - High',
        '1. Apply',
        '2. Wait',
        '',
        'See [our page](https://kites.example/jobs?a=%281%29) or [write](mailto:jobs@kites.example).',
      ].join('\n'),
    );
  });

  it.each([
    ['a script', '<p>a</p><script>alert(1)</script><style>p{}</style><p>b</p>', 'a\n\nb'],
    ['a script in a script', '<svg><svg><p>x</p></svg><p>y</p></svg>z', 'z'],
    ['an address that runs', '<a href="javascript:alert(1)">x</a> <a href="data:text/html,x">y</a> <a>z</a>', 'x y z'],
    ['an image that runs', '<img src=x onerror=alert(1)>text', 'text'],
    ['markup that was text', '&lt;img onerror=x&gt; [a](javascript:b) &amp;lt;', String.raw`\<img onerror=x> \[a\](javascript:b) \&lt;`],
    [
      'accidental markup',
      '<p># one</p><p>1. two</p><p>- three</p><p>a * b _c_ d_e</p><p>---</p>',
      String.raw`\# one|1\. two|\- three|a \* b \_c\_ d_e|\---`.replaceAll('|', '\n\n'),
    ],
    ['nothing', '<div><p> </p></div>', ''],
    ['no tags', 'plain', 'plain'],
  ])('makes %s harmless', (_, html, markdown) => expect(htmlToMarkdown(html)).toBe(markdown));

  it.each([
    '<p>y</p>'.repeat(8000),
    '</b>'.repeat(16_000),
    '<br>'.repeat(16_000),
    '<p>'.repeat(16_000),
    '<'.repeat(60_000),
    '&lt;'.repeat(16_000),
    '<!--'.repeat(15_000),
  ])('is read whole where it is long but flat: %.10s', (html) => {
    expect(htmlToMarkdown(`<i>x</i>${html}`)).toMatch(/^\*x\*/);
  });

  it.each(['<b>', '<ul><li>', '<div>', '<svg>', '<a href="https://a.example">'])('is given back where it nests without end: %s', (tag) => {
    expect(htmlToMarkdown(`${tag.repeat(4000)}x`)).toBeNull();
  });
});

describe('whether a cell is HTML', () => {
  it.each(['<p>a</p>', 'a<br>b', '<a href="x">y</a>', '<BR/>'])('%s is', (text) => expect(isHtml(text)).toBe(true));
  it.each(['a < b', '< 5 >', 'pay <50k> maybe', '', '<'.repeat(60_000)])('%.20s is not', (text) => expect(isHtml(text)).toBe(false));
});
