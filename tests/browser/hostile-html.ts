/** Pages that fight back: each is one document, made by code because it is large or strange. */
export interface HostilePage {
  name: string;
  /** Built when its test runs: some are tens of megabytes. */
  html(): string;
  headers?: Record<string, string>;
  /** Run in the page's own world before the capture, to build what no parser would. */
  prepare?: string;
}

const BODY = `<p>We are looking for a Data Engineer who builds and runs our pipelines. You will work with PostgreSQL and Python.</p>
<h2>Responsibilities</h2><ul><li>Build pipelines that do not lose anything</li><li>Watch over them</li></ul>
<h2>Requirements</h2><ul><li>Three years of experience</li><li>English, spoken and written</li></ul>`;

/** The browser need not lay out what nobody looks at; the engine does not ask for styles. */
const UNDRAWN = '<style>body { display: none }</style>';

const posting = (fields: object) => ({ '@context': 'https://schema.org', '@type': 'JobPosting', ...fields });
const ld = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`;

/** A posting with something put into its head and its body. */
export const page = (head: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8">${UNDRAWN}<title>Data Engineer - Example</title>${head}</head><body><main><h1>Data Engineer</h1><p>Example, Copenhagen</p>${BODY}${body}</main></body></html>`;

const times = (count: number, part: (index: number) => string): string => Array.from({ length: count }, (_, index) => part(index)).join('');

/** A JobPosting under that many objects. Written as text: `JSON.stringify` gives up long before 5,000. */
const nested = (depth: number): string =>
  `<script type="application/ld+json">${'{"a":'.repeat(depth)}${JSON.stringify(posting({ title: 'Data Engineer', datePosted: '2026-11-01' }))}${'}'.repeat(depth)}</script>`;

const NAMES =
  'attributes body children childNodes firstChild nextSibling parentNode nodeType localName tagName textContent getAttribute getAttributeNames querySelector querySelectorAll getElementById documentElement head title innerHTML location toString hasAttribute contains ownerDocument defaultView cookie constructor __proto__ length item data'.split(
    ' ',
  );

export const HOSTILE: readonly HostilePage[] = [
  { name: 'twenty megabytes of text', html: () => page('', times(20_000, (n) => `<p>${n} ${'the pipelines run at night and rest by day '.repeat(24)}</p>`)) },
  { name: 'one line of ten megabytes', html: () => page('', `<p>${'word '.repeat(2_000_000)}</p>`) },
  { name: '200,000 nodes', html: () => page('', times(50_000, (n) => `<div><b>${n}</b><i>x</i></div>`)) },
  { name: '600,000 nodes', html: () => page('', times(200_000, () => '<b>x</b><br>')) },
  { name: '50,000 links that read like postings', html: () => page('', `<ul>${times(50_000, (n) => `<li><a href="/jobs/${n}">Senior Engineer ${n}</a> Copenhagen, Denmark</li>`)}</ul>`) },
  { name: '20,000 labels with values', html: () => page('', `<dl>${times(20_000, (n) => `<dt>Location</dt><dd>City ${n}</dd><dt>Salary</dt><dd>$${n},000 - $${n + 1},000</dd>`)}</dl>`) },
  { name: '20,000 headings', html: () => page('', times(20_000, (n) => `<h1>Data Engineer ${n}</h1>`)) },
  { name: '5,000 microdata postings', html: () => page('', times(5000, (n) => `<div itemscope itemtype="https://schema.org/JobPosting"><span itemprop="title">Engineer ${n}</span><span itemprop="datePosted">2026-11-01</span></div>`)) },
  { name: 'microdata 500 deep that refers to itself', html: () => page('', `${times(500, (n) => `<div itemscope itemprop="p${n}" itemtype="https://schema.org/JobPosting" itemref="me" id="me">`)}${'</div>'.repeat(500)}`) },
  { name: 'an attribute of five megabytes and an element with 20,000 attributes', html: () => page(`<meta property="og:title" content="${'a'.repeat(5_000_000)}">`, `<div class="${'x '.repeat(500_000)}" ${times(20_000, (n) => ` data-a${n}="${n}"`)}>x</div>`) },
  { name: 'JSON-LD 50 deep', html: () => page(nested(49), '') },
  { name: 'JSON-LD 5,000 deep', html: () => page(nested(5000), '') },
  { name: 'JSON-LD 5,000 deep and cut off', html: () => page(nested(5000).replace('}'.repeat(5000), ''), '') },
  { name: '10,000 JSON-LD blocks', html: () => page(times(10_000, (n) => ld(posting({ title: `Engineer ${n}`, datePosted: '2026-11-01' }))), '') },
  { name: '10,000 postings in one JSON-LD block', html: () => page(ld({ '@graph': Array.from({ length: 10_000 }, (_, n) => posting({ title: `Data Engineer ${n}`, hiringOrganization: { '@id': `#${n}` } })) }), '') },
  { name: 'broken JSON-LD of 500 kB', html: () => page(`<script type="application/ld+json">{"@type":"JobPosting","title":"Data Engineer","description":"${'he said "well" and\n '.repeat(25_000)}</script>`, '') },
  {
    name: 'JSON-LD whose keys reach for prototypes',
    html: () =>
      page(
        `<script type="application/ld+json">{"@type":"JobPosting","__proto__":{"polluted":"yes","title":"From a prototype"},"constructor":{"prototype":{"polluted":"yes"}},"title":"Data Engineer","hiringOrganization":{"__proto__":{"name":"Ghost"},"constructor":"x"},"jobLocation":{"__proto__":null,"toString":1,"valueOf":2},"@id":"__proto__"}</script><meta property="__proto__" content="polluted"><meta name="constructor" content="polluted">`,
        '<dl><dt>__proto__</dt><dd>polluted</dd><dt>constructor</dt><dd>polluted</dd><dt>toString</dt><dd>polluted</dd></dl>',
      ),
  },
  {
    name: 'values of every wrong type',
    html: () =>
      page(
        [null, 0, -1, 1e308, true, [], [[]], {}, [null], [{}], { value: { value: { value: [] } } }, { name: [{ name: [] }] }, '', ' ', '\u0000', '\ud800']
          .map((odd) => ld(posting({ title: 'Data Engineer', hiringOrganization: odd, jobLocation: odd, employmentType: odd, baseSalary: odd, salaryCurrency: odd, datePosted: odd, validThrough: odd, description: odd, jobLocationType: odd, applicantLocationRequirements: odd })))
          .join(''),
        '',
      ),
  },
  {
    name: 'elements named as the DOM names its properties',
    html: () =>
      page(
        NAMES.map((name) => `<meta name="${name}" id="${name}" content="x">`).join(''),
        `<form>${NAMES.map((name) => `<input name="${name}" id="${name}"><img name="${name}" alt="">`).join('')}<p>Location: Copenhagen</p></form>${NAMES.map((name) => `<img name="${name}" alt=""><form name="${name}"><input name="${name}"></form><object id="${name}"></object><iframe name="${name}"></iframe>`).join('')}`,
      ),
  },
  {
    name: 'a form around everything, with such names',
    html: () => `<!doctype html><title>Data Engineer - Example</title><form>${NAMES.map((name) => `<input name="${name}">`).join('')}<h1>Data Engineer</h1><p>Location: Copenhagen</p>${BODY}</form>`,
  },
  {
    name: 'built-ins that the page replaced',
    html: () => page('', ''),
    prepare: `for (const type of [Node, Element, Document, HTMLElement, Array, Object, String, RegExp, Map, Set, JSON]) {
      const target = type.prototype ?? type;
      for (const name of ['querySelectorAll', 'getAttribute', 'getAttributeNames', 'push', 'exec', 'test', 'replace', 'get', 'set', 'parse', 'stringify', 'toJSON', 'then'])
        Object.defineProperty(target, name, { configurable: true, get() { seen.push(name); throw new Error('trap'); }, set() { seen.push('set ' + name); } });
    } 0`,
  },
  { name: '20,000 deep, as written', html: () => page('', `${'<div>'.repeat(20_000)}deep${'</div>'.repeat(20_000)}`) },
  {
    name: '20,000 deep, as a script builds it',
    html: () => page('<style>#deep { display: none }</style>', '<div id="deep"></div>'),
    prepare: `{ let inner = document.createElement('p'); inner.textContent = 'Location: Copenhagen';
      for (let depth = 0; depth < 20000; depth += 1) { const outer = document.createElement('div'); outer.append(inner); inner = outer; }
      document.getElementById('deep').append(inner); } 0`,
  },
  { name: '20,000 unclosed inline elements', html: () => page('', '<b><i><a href="#">x'.repeat(7000)) },
  { name: 'a table in a table, 300 times, and a select of 50,000', html: () => page('', `${'<table><tr><td>'.repeat(300)}x<select>${times(50_000, (n) => `<option>Salary ${n}</option>`)}</select>`) },
  { name: 'lone surrogates, NUL and noncharacters', html: () => page('<script>document.title = "Data Engineer \\ud800 at \\udc00 Ex\\u0000ample \\uffff"; addEventListener("DOMContentLoaded", () => { for (const e of document.querySelectorAll("h1,p,li")) e.append("\\ud83d Location: \\udfff\\u0000\\ufffe"); });</script>', '') },
  { name: 'a frameset', html: () => '<!doctype html><html><head><title>Data Engineer</title></head><frameset cols="*,*"><frame name="body"><frame></frameset></html>' },
  { name: 'no body at all', html: () => page('', ''), prepare: 'document.body.remove(); 0' },
  { name: 'no element at all', html: () => page('', ''), prepare: 'document.documentElement.remove(); 0' },
  { name: 'an SVG document', headers: { 'content-type': 'image/svg+xml' }, html: () => '<svg xmlns="http://www.w3.org/2000/svg"><title>Data Engineer</title><text>Location: Copenhagen</text></svg>' },
  { name: 'XHTML with a prefix', headers: { 'content-type': 'application/xhtml+xml' }, html: () => `<h:html xmlns:h="http://www.w3.org/1999/xhtml" xml:lang="en"><h:head><h:title>Data Engineer</h:title></h:head><h:body><h:h1>Data Engineer</h:h1><h:p>Location: Copenhagen</h:p><![CDATA[ data ]]><?pi x?></h:body></h:html>` },
  { name: 'JSON shown as a page', headers: { 'content-type': 'application/json' }, html: () => JSON.stringify(posting({ title: 'Data Engineer' })) },
  { name: 'plain text of two megabytes', headers: { 'content-type': 'text/plain' }, html: () => 'Data Engineer\nLocation: Copenhagen\n'.repeat(55_000) },
  { name: 'shadow roots and custom elements that count what is done to them', html: () => page(`<script>for (const tag of ['x-a', 'x-b']) customElements.define(tag, class extends HTMLElement {
      static observedAttributes = ['class', 'hidden', 'title']; constructor() { super(); this.attachShadow({ mode: 'open' }).innerHTML = '<slot></slot>'; }
      connectedCallback() { if (window.armed) seen.push('connected'); } disconnectedCallback() { if (window.armed) seen.push('disconnected'); }
      attributeChangedCallback() { if (window.armed) seen.push('attribute'); } adoptedCallback() { seen.push('adopted'); }
      get textContent() { seen.push('textContent'); return ''; } get innerText() { seen.push('innerText'); return ''; } getAttribute() { seen.push('getAttribute'); return null; } });</script>`, '<x-a class="a" title="t"><x-b>Location: Copenhagen</x-b></x-a>'.repeat(200)) },
]; // prettier-ignore

const LENGTH = 100_000;
const fill = (part: string): string => part.repeat(Math.ceil(LENGTH / part.length)).slice(0, LENGTH);

/** Texts of 100 kB on which a careless pattern goes back and forth for minutes. */
export const BOMBS: Readonly<Record<string, string>> = {
  letters: fill('a'), capitals: fill('A'), spaces: `a${fill(' ')}a`, 'no-break spaces': `a${fill('\u00a0')}a`, 'line breaks': `a${fill('\n')}a`, 'spaced letters': fill('a '), digits: fill('1'), zeros: fill('0'),
  'grouped digits': fill('1 000 '), 'digits and commas': fill('1,'), 'digits and dots': fill('1.'), 'short amounts': fill('20K - 30K '), dollars: fill('$'), 'dollar amounts': fill('$1'), 'amount ranges': fill('$100,000 - $200,000 per year '),
  'open brackets': fill('('), 'nested brackets': `${fill('(a ').slice(0, 50_000)}${fill(')').slice(0, 50_000)}`, tags: fill('<'), 'half tags': fill('<a '), 'half ends': fill('</a'), 'comment starts': fill('<!--'), ampersands: fill('&'), entities: fill('&amp;'), 'escaped entities': fill('&amp;amp;lt;'), 'numbered entities': fill('&#38;'),
  dashes: fill('-'), 'spaced dashes': fill(' - '), bars: fill('a | '), commas: fill(', '), slashes: fill('/'), colons: fill('a: '), dates: fill('01/02/2026 '), 'half dates': fill('1-1-'), months: fill('January '), 'days ago': fill('2 days ago '),
  'at, at': fill('Engineer at '), 'is hiring': fill('is hiring a '), 'remote words': fill('remote hybrid on-site '), 'employment words': fill('full-time part-time contract '), 'about us': fill('About Us '), 'join us': fill('At Acme, we are Acme '), copyright: fill('© 2026 '), 'zero width': fill('\u200b'), 'combining marks': `a${fill('\u0301')}`,
  'right to left': fill('\u202eא'), surrogates: fill('\ud83d'), emoji: fill('👩‍💻'), backslashes: fill('\\'), quotes: fill('"'), asterisks: fill('*'), 'markdown links': fill('[a]('), backticks: fill('`'), underscores: fill('_'), hashes: fill('# '), cyrillic: fill('от до ₽ '), chinese: fill('招聘'),
}; // prettier-ignore

/** A posting with one text in every place that a field is read from. */
export function bombed(bomb: string): string {
  const text = bomb.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const data = posting({
    title: bomb,
    hiringOrganization: { name: bomb },
    jobLocation: { address: { addressLocality: bomb, addressCountry: bomb } },
    employmentType: bomb,
    baseSalary: bomb,
    datePosted: bomb,
    validThrough: bomb,
    description: bomb,
    jobLocationType: bomb,
  });
  const labels = ['Company', 'Location', 'Salary', 'Employment type', 'Job type', 'Workplace', 'Posted', 'Closing date'];
  return `<!doctype html><html lang="${text.slice(0, 1000)}"><head><meta charset="utf-8">${UNDRAWN}<title>${text}</title><meta property="og:title" content="${text}"><meta property="og:site_name" content="${text}"><meta name="description" content="${text}">${ld(data)}</head>
<body><header><a href="/"><img class="logo" alt="${text}"></a></header><main><h1>${text}</h1><p>${text}</p><p>Data Engineer ${text}</p>
<dl>${labels.map((label) => `<dt>${label}</dt><dd>${text}</dd>`).join('')}</dl>${labels.map((label) => `<p>${label}: ${text}</p>`).join('')}
<div itemscope itemtype="https://schema.org/JobPosting"><span itemprop="title">${text}</span><span itemprop="baseSalary">${text}</span></div>
${BODY}<p>Salary ${text} per year</p><p>Apply before ${text}</p><p>${text} is hiring</p></main><footer>© 2026 ${text}</footer></body></html>`;
}
