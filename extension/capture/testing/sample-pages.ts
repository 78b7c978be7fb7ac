const LD = {
  '@context': 'https://schema.org',
  '@type': 'JobPosting',
  title: 'Ornithologist (m/f/d)',
  hiringOrganization: { '@type': 'Organization', name: 'Kittiwake &amp; Sons' },
  jobLocation: { '@type': 'Place', address: { addressLocality: 'Tromsø', addressCountry: 'NO' } },
  employmentType: ['FULL_TIME'],
  baseSalary: { '@type': 'MonetaryAmount', currency: 'NOK', value: { minValue: 520000, maxValue: 610000, unitText: 'YEAR' } },
  datePosted: '2026-11-01',
  validThrough: '2026-12-01T23:59:59Z',
  description: '<p>You count birds.</p><ul><li>Daily</li><li>In the rain</li></ul>',
};

/** Small pages of every kind that a capture tells apart, written for damaging: between them they reach every reader that is no site's. */
export const SAMPLE_PAGES: readonly { name: string; url: string; html: string }[] = [
  {
    name: 'a board with JSON-LD',
    url: 'https://jobs.example.org/posting/4711-ornithologist',
    html: `<!doctype html><html lang="en-GB"><head><title>Ornithologist (m/f/d) at Kittiwake | Example Jobs</title><meta property="og:title" content="Ornithologist (m/f/d)"><meta property="og:site_name" content="Example Jobs"><script type="application/ld+json">${JSON.stringify({ '@graph': [LD, { '@type': 'WebSite', name: 'Example Jobs' }] })}</script></head><body><nav><a href="/">Home</a></nav><main><h1>Ornithologist (m/f/d)</h1><p>Kittiwake &amp; Sons &middot; Troms&oslash;, Norway &middot; Hybrid</p><button>Apply now</button><h2>What you will do</h2><ul><li>Count birds &ndash; daily</li><li>Write reports</li></ul><h2>Requirements</h2><p>You have three years of experience with sea birds, and you do not mind the rain.</p><p>Salary: NOK 520 000 &ndash; 610 000 per year</p><p>Posted 3 days ago. Apply before 1 December 2026.</p></main><aside><h3>Similar jobs</h3><ul><li><a href="/posting/1">Senior Ornithologist</a></li><li><a href="/posting/2">Bird Ringer</a></li></ul></aside><footer>&copy; 2026 Example Jobs Ltd</footer></body></html>`,
  },
  {
    name: 'an employer’s own page with labels',
    url: 'https://www.kittiwake.example/karriere/softwareentwickler',
    html: `<html lang="de"><head><title>Softwareentwickler (w/m/d) – Karriere bei Kittiwake GmbH</title></head><body><header><a href="/"><img class="logo" src="/l.svg" alt="Kittiwake GmbH Logo"></a></header><h1>Softwareentwickler (w/m/d)</h1><dl><dt>Standort</dt><dd>K&ouml;ln oder Remote</dd><dt>Vertragsart</dt><dd>Vollzeit, unbefristet</dd><dt>Gehalt</dt><dd>55.000 – 70.000 € brutto/Jahr</dd><dt>Ver&ouml;ffentlicht</dt><dd>05.11.2026</dd><dt>Bewerbungsfrist</dt><dd>31.12.2026</dd></dl><h2>Deine Aufgaben</h2><p>Bei Kittiwake entwickelst du Werkzeuge für die Vogelzählung.</p><ul><li>Entwurf</li><li>Umsetzung</li></ul><h2>Dein Profil</h2><p>Du kennst TypeScript.</p><table><tr><th>Arbeitszeit</th><td>40 Stunden</td></tr></table><p><strong>Referenz:</strong> KW-17</p></body></html>`,
  },
  {
    name: 'microdata',
    url: 'https://work.example.net/j/9',
    html: `<html><head><title>Ringer - Auk</title></head><body><div itemscope itemtype="http://schema.org/JobPosting"><h1 itemprop="title">Ringer</h1><span itemprop="hiringOrganization" itemscope itemtype="http://schema.org/Organization"><span itemprop="name">Auk</span></span><div itemprop="jobLocation" itemscope><span itemprop="address">Cork, Ireland</span></div><meta itemprop="datePosted" content="2026-10-30"><span itemprop="baseSalary">&euro;15/h</span><div itemprop="description"><p>Ring birds &amp; let them go. Part-time, 20 hours a week, on site.</p></div></div><div vocab="http://schema.org/" typeof="JobPosting"><span property="title">Ringer</span></div></body></html>`,
  },
  {
    name: 'a list',
    url: 'https://jobs.example.org/search?q=engineer',
    html: `<html><head><title>1,204 engineer jobs in Oslo</title></head><body><h1>1,204 engineer jobs</h1><ul>${Array.from({ length: 12 }, (_, n) => `<li class="card"><a href="/posting/${n}"><h3>Software Engineer ${n}</h3></a><span>Auk AS</span><span>Oslo</span><span>${n} days ago</span></li>`).join('')}</ul></body></html>`,
  },
  {
    name: 'an application form',
    url: 'https://apply.example.com/auk/ringer/apply',
    html: `<html><head><title>Apply for Ringer - Auk</title></head><body><h1>Ringer</h1><p>Cork, Ireland</p><form><label>Email <input type="email" name="email"></label><label>CV <input type="file" name="cv"></label><label>Expected salary <input name="salary"></label><textarea name="letter"></textarea><button>Submit application</button></form></body></html>`,
  },
  {
    name: 'a shell',
    url: 'https://app.example.com/jobs/77',
    html: `<html><head><title>Loading…</title><meta property="og:title" content="Ringer at Auk"></head><body><div id="root"></div><noscript>You need JavaScript.</noscript><script>window.__STATE__ = {"job":{"title":"Ringer"}}</script></body></html>`,
  },
]; // prettier-ignore
