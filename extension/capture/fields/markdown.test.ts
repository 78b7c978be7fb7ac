import { describe, expect, it } from 'vitest';
import { htmlToMarkdown } from './markdown.ts';

describe('a description out of data, as Markdown', () => {
  it.each([
    ['one line', 'one line'],
    ['first\nsecond', 'first\n\nsecond'],
    ['first\\nsecond', 'first\n\nsecond'],
    ['<p>One</p><p>Two</p>', 'One\n\nTwo'],
    ['<h2>What you do</h2><ul><li>Pilot</li><li>Log</li></ul>', '## What you do\n\n- Pilot\n- Log'],
    ['<h1>Pilot</h1>', '## Pilot'],
    ['a<br>b<br/>c', 'a\n\nb\n\nc'],
    ['&lt;p&gt;Escaped once&lt;/p&gt;', 'Escaped once'],
    ['&amp;lt;p&amp;gt;Escaped twice&amp;lt;/p&amp;gt;', 'Escaped twice'],
    ['<p>Salt &amp;amp; rope</p>', 'Salt & rope'],
    ['<p>a<script>alert("x")</script><style>p{}</style>b</p>', 'ab'],
    ['<p>a <!-- not for you --> b</p>', 'a b'],
    ['<p>5 < 6 and 7 > 3</p>', '5 < 6 and 7 > 3'],
    ['<p>cut <b', 'cut <b'],
    ['<p onclick="x()">no handlers</p>', 'no handlers'],
    ['', ''],
  ])('%j is %j', (html, markdown) => expect(htmlToMarkdown(html)).toBe(markdown));

  it('has an end', () => expect(htmlToMarkdown(`<p>${'word '.repeat(200_000)}</p>`).length).toBeLessThanOrEqual(200_000));
});
