import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { capturePage } from '../capture-page.ts';
import { draftToPosting } from '../draft-to-posting.ts';

const WHERE = new URL('https://careers.example.com/jobs/harbour-pilot-4712');
const AT = new Date('2026-11-22T12:00:00Z');

function read(head: string, body = '') {
  const { document } = parseHTML(
    `<!doctype html><html lang="en"><head><title>Harbour Pilot</title>${head}</head><body><main><h1>Harbour Pilot</h1>${body}<h2>What you will do</h2>
    <p>${'You bring ships into a harbour that was dug for fishing boats, and out of it again. '.repeat(8)}</p></main></body></html>`,
  );
  return draftToPosting(capturePage({ document: document as unknown as Document, url: WHERE, capturedAt: AT }, { budgetMs: 20_000 }).draft);
}

const script = (json: string, type = 'application/ld+json') => `<script type="${type}">${json}</script>`;
const COMPANY = '"title":"Harbour Pilot","hiringOrganization":{"name":"Kittiwake Lines"}';

describe('JSON-LD, however it is written', () => {
  it.each([
    ['as it should be', script(`{"@type":"JobPosting",${COMPANY}}`)],
    ['with another spelling of the script’s type', script(`{"@type":"JobPosting",${COMPANY}}`, 'Application/LD+JSON; charset=utf-8')],
    ['with types in a list', script(`{"@type":["Thing","JobPosting"],${COMPANY}}`)],
    ['with types in a list of lists', script(`{"@type":[["Thing"],["JobPosting"]],${COMPANY}}`)],
    ['with a type’s whole address', script(`{"@type":"http://schema.org/JobPosting",${COMPANY}}`)],
    ['in a graph', script(`{"@graph":[{"@type":"WebSite","name":"Careers"},{"@type":"JobPosting",${COMPANY}}]}`)],
    ['in a list in a list', script(`[[{"@type":"JobPosting",${COMPANY}}]]`)],
    ['as what a page is about', script(`{"@type":"WebPage","mainEntity":{"@type":"JobPosting",${COMPANY}}}`)],
    ['with the employer elsewhere in it', script('{"@graph":[{"@id":"#us","@type":"Organization","name":"Kittiwake Lines"},{"@type":"JobPosting","title":"Harbour Pilot","hiringOrganization":{"@id":"#us"}}]}')],
    ['with commas too many', script(`{"@type":"JobPosting",${COMPANY},"skills":["a","b",],}`)],
    ['with raw line breaks in a text', script(`{"@type":"JobPosting","description":"one\ntwo\tthree",${COMPANY}}`)],
    ['with quotes in a text that nobody escaped', script(`{"@type":"JobPosting","description":"the "old" harbour",${COMPANY}}`)],
    ['cut off', script(`{"@type":"JobPosting",${COMPANY},"description":"You bring shi`)],
    ['in a comment', script(`<!-- {"@type":"JobPosting",${COMPANY}} -->`)],
    ['in CDATA', script(`//<![CDATA[\n{"@type":"JobPosting",${COMPANY}}\n//]]>`)],
    ['with its quotes escaped for HTML', script(`{"@type":"JobPosting",${COMPANY}}`.replaceAll('"', '&quot;'))],
    ['beside two of other postings', script(`[{"@type":"JobPosting","title":"Cook","hiringOrganization":{"name":"Gannet"}},{"@type":"JobPosting",${COMPANY}},{"@type":"JobPosting","title":"Clerk","hiringOrganization":{"name":"Auk"}}]`)],
  ])('is read: %s', (_how, head) => expect(read(head)).toMatchObject({ title: 'Harbour Pilot', company: 'Kittiwake Lines' })); // prettier-ignore

  const withFields = (fields: string) => read(script(`{"@type":"JobPosting",${COMPANY},${fields}}`));

  it.each([
    ['Tue Mar 03 00:00:00 UTC 2026', '2026-03-03'],
    ['2026-03-03T00:00:00.000+0000', '2026-03-03'],
    ['2026-03-03 00:00:00 UTC', '2026-03-03'],
    ['March 3, 2026', '2026-03-03'],
  ])('a day as some servers write it: %s', (written, day) =>
    expect(withFields(`"datePosted":${JSON.stringify(written)}`).datePosted).toBe(day),
  );

  it('a value escaped for HTML, once or twice', () =>
    expect([
      read(script('{"@type":"JobPosting","title":"Harbour Pilot","hiringOrganization":{"name":"Salt &amp; Rope"}}')).company,
      read(script('{"@type":"JobPosting","title":"Harbour Pilot","hiringOrganization":{"name":"Salt &amp;amp; Rope"}}')).company,
    ]).toEqual(['Salt & Rope', 'Salt & Rope']));

  it('a sentence in the place of the salary, where the page says the same', () =>
    expect(
      read(
        script(
          `{"@type":"JobPosting",${COMPANY},"baseSalary":"The salary is between €50,000 and €60,000 per year, depending on your watches."}`,
        ),
        '<p>The salary is between €50,000 and €60,000 per year, depending on your watches.</p>',
      ).salary,
    ).toEqual({ min: 50000, max: 60000, currency: 'EUR', period: 'YEAR' }));

  it('a sentence that names no pay gives none', () =>
    expect(withFields('"baseSalary":"A competitive salary and 4 weeks of holidays"').salary).toBeNull());
});

describe('microdata and RDFa', () => {
  it('are read where they stand', () => {
    const microdata = `<div itemscope itemtype="https://schema.org/JobPosting"><span itemprop="title">Harbour Pilot</span><span itemprop="hiringOrganization" itemscope itemtype="https://schema.org/Organization"><b itemprop="name">Kittiwake Lines</b></span><meta itemprop="datePosted" content="2026-03-03"></div>`;
    const rdfa = `<div vocab="https://schema.org/" typeof="JobPosting"><span property="title">Harbour Pilot</span><span property="hiringOrganization" typeof="Organization"><b property="name">Kittiwake Lines</b></span><meta property="datePosted" content="2026-03-03"></div>`;
    for (const body of [microdata, rdfa, rdfa.replaceAll('property="', 'property="schema:').replace('typeof="J', 'typeof="schema:J')])
      expect(read('', body)).toMatchObject({ title: 'Harbour Pilot', company: 'Kittiwake Lines', datePosted: '2026-03-03' });
  });
});
