// @vitest-environment happy-dom
import { render } from 'preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { Markdown } from './markdown.tsx';
import { parseBlocks } from './parse-blocks.ts';
import { parseInline, safeHref } from './parse-inline.ts';

let root: HTMLElement;
beforeEach(() => {
  root = document.createElement('div');
});
function html(source: string): string {
  render(null, root);
  render(<Markdown source={source} truncated="cut" />, root);
  return root.querySelector('.prose')?.innerHTML ?? '';
}

describe('a posting as Markdown', () => {
  it('keeps headings, paragraphs, emphasis and code', () => {
    expect(html('# What you do\n\nBuild **fast** and *calm* `tools`.')).toBe(
      '<h3>What you do</h3><p dir="auto">Build <strong>fast</strong> and <em>calm</em> <code>tools</code>.</p>',
    );
  });

  it('nests lists as a converter from HTML writes them', () => {
    expect(html('*   One\n    *   Inner\n*   Two\n\n1.  First\n2.  Second')).toBe(
      '<ul><li>One<ul><li>Inner</li></ul></li><li>Two</li></ul><ol start="1"><li>First</li><li>Second</li></ol>',
    );
  });

  it('ends a list where a paragraph begins', () => {
    expect(html('- a\n- b\n\nAfter')).toBe('<ul><li>a</li><li>b</li></ul><p dir="auto">After</p>');
  });

  it('reads quotes, rules, fences and hard breaks', () => {
    expect(html('> said\n\n---\n\n```\n<b>\n```\n\none  \ntwo')).toBe(
      '<blockquote><p dir="auto">said</p></blockquote><hr><pre><code>&lt;b&gt;</code></pre><p dir="auto">one<br>two</p>',
    );
  });

  it('takes escapes and lone marks as they are', () => {
    expect(root && html('2 \\* 3 * 4 snake_case_name C\\# 5 < 6')).toBe('<p dir="auto">2 * 3 * 4 snake_case_name C# 5 &lt; 6</p>');
  });

  it('makes bare addresses links without the full stop that follows', () => {
    html('Apply at https://example.org/jobs.');
    const link = root.querySelector('a');
    expect(link?.getAttribute('href')).toBe('https://example.org/jobs');
    expect(root.textContent).toBe('Apply at https://example.org/jobs.');
  });

  it('opens links without telling the page where they were', () => {
    html('[Apply](https://example.org/apply)');
    const link = root.querySelector('a');
    expect(link?.getAttribute('rel')).toContain('noopener');
    expect(link?.getAttribute('target')).toBe('_blank');
  });
});

describe('hostile Markdown', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '<iframe srcdoc="<script>1</script>"></iframe>',
    '<a href="javascript:alert(1)">x</a>',
    '<style>*{display:none}</style>',
    '[x](https://a"onmouseover="alert(1))',
    '`<script>`',
    '    <script>alert(1)</script>',
  ])('makes no element of %s', (source) => {
    html(source);
    expect(root.querySelectorAll('script,img,svg,iframe,style,[onerror],[onload],[onmouseover]')).toHaveLength(0);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>1</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://example.org/1',
    '//example.org',
    '/relative',
    'https://user:secret@example.org/',
  ])('never links to %s', (href) => {
    expect(safeHref(href)).toBeNull();
    html(`[click](${href}) <${href}>`);
    expect(root.querySelectorAll('a')).toHaveLength(0);
  });

  it('loads no image: it shows the words that stand for it', () => {
    expect(html('![Our team](https://tracker.example/p.gif)')).toBe('<p dir="auto">Our team</p>');
  });

  it('drops characters that turn the reading direction around', () => {
    html('Pay \u202E000,1\u202C and \u2066x\u2069');
    expect(root.textContent).toBe('Pay 000,1 and x');
  });

  it('gives a link without words its address as words', () => {
    expect(parseInline('[](https://example.org/)')).toEqual([
      { kind: 'link', href: 'https://example.org/', parts: [{ kind: 'text', text: 'https://example.org/' }] },
    ]);
  });

  it.each([
    ['brackets', '['.repeat(200_000)],
    ['images', '![a]('.repeat(40_000)],
    ['stars', '*'.repeat(200_000)],
    ['emphasis that never closes', '*a '.repeat(66_000)],
    ['nested quotes', '> '.repeat(100_000)],
    ['nested lists', `${'- '.repeat(100_000)}x`],
    ['angles', '<!--<a '.repeat(28_000)],
    ['backticks', '`a '.repeat(66_000)],
    ['a heading of blanks', `# a${' '.repeat(200_000)}b`],
    ['a rule that is none', `${'* '.repeat(100_000)}x`],
    ['one long word', 'a'.repeat(200_000)],
    ['fences', '```\n'.repeat(50_000)],
  ])('reads 200,000 characters of %s without hanging', (_name, source) => {
    // Without the DOM: what takes quadratic time here takes minutes, and the test's time is over.
    const blocks = parseBlocks(source);
    for (const block of blocks) if ('text' in block) parseInline(block.text);
    expect(blocks.length).toBeGreaterThan(0);
  });

  it('shows the beginning of one paragraph of endless emphasis, and the words of the rest', () => {
    html('`a` '.repeat(5_000));
    expect(root.querySelectorAll('code').length).toBeLessThan(2_001);
    expect(root.textContent).toBe('a '.repeat(5_000));
  });

  it('shows the beginning of a posting of endless paragraphs, and says so', () => {
    html('a\n\n'.repeat(5_000));
    expect(root.querySelectorAll('p')).toHaveLength(1_501);
    expect(root.textContent?.endsWith('cut')).toBe(true);
  });
});
