import type { PageLanguage } from './page-languages.ts';

type Facts = readonly (readonly [label: string, value: string])[];

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** The labelled facts of a posting, in the order that pages mostly have. */
const factsOf = (l: PageLanguage): Facts => [
  [l.employer, l.company],
  [l.location, l.place],
  [l.employment[0], l.employment[1]],
  [l.workplace[0], l.workplace[1]],
  [l.pay[0], l.pay[1]],
  [l.posted[0], l.posted[1]],
  [l.deadline[0], l.deadline[1]],
];

const each = (facts: Facts, row: (label: string, value: string) => string): string =>
  facts.map(([label, value]) => row(escape(label), escape(value))).join('');

/** How pages set out facts that have labels. */
const LABELLED: Readonly<Record<string, (facts: Facts) => string>> = {
  'definition list': (facts) => `<dl>${each(facts, (label, value) => `<dt>${label}</dt><dd>${value}</dd>`)}</dl>`,
  'definition list in rows': (facts) => `<dl>${each(facts, (label, value) => `<div><dt>${label}:</dt><dd>${value}</dd></div>`)}</dl>`,
  'table with headers': (facts) => `<table><tbody>${each(facts, (label, value) => `<tr><th>${label}</th><td>${value}</td></tr>`)}</tbody></table>`,
  'table without headers': (facts) => `<table>${each(facts, (label, value) => `<tr><td>${label}</td><td>${value}</td></tr>`)}</table>`,
  'table with headers above': (facts) =>
    `<table><thead><tr>${each(facts, (label) => `<th>${label}</th>`)}</tr></thead><tbody><tr>${each(facts, (_, value) => `<td>${value}</td>`)}</tr></tbody></table>`,
  'pairs of boxes': (facts) => each(facts, (label, value) => `<div><div>${label}</div><div>${value}</div></div>`),
  'pairs of spans': (facts) => each(facts, (label, value) => `<div><span>${label}</span><span>${value}</span></div>`),
  'boxes in one box': (facts) => `<div>${each(facts, (label, value) => `<div>${label}</div><div>${value}</div>`)}</div>`,
  'list with colons': (facts) => `<ul>${each(facts, (label, value) => `<li>${label}: ${value}</li>`)}</ul>`,
  'list with bold labels': (facts) => `<ul>${each(facts, (label, value) => `<li><strong>${label}:</strong> ${value}</li>`)}</ul>`,
  'bold label before a colon outside': (facts) => each(facts, (label, value) => `<p><b>${label}</b>: ${value}</p>`),
  'lines of one paragraph': (facts) => `<p>${each(facts, (label, value) => `${label}: ${value}<br>`)}</p>`,
  'bold lines of one paragraph': (facts) => `<p>${each(facts, (label, value) => `<strong>${label}</strong><br>${value}<br>`)}</p>`,
  'small headings': (facts) => each(facts, (label, value) => `<div><h3>${label}</h3><p>${value}</p></div>`),
  'icons with names': (facts) => `<ul>${each(facts, (label, value) => `<li><svg aria-label="${label}"></svg><span>${value}</span></li>`)}</ul>`,
  'nested boxes': (facts) => each(facts, (label, value) => `<div><div><span>${label}</span></div><div><div><span>${value}</span></div></div></div>`),
}; // prettier-ignore

const text = (l: PageLanguage): string =>
  [l.tasks, l.profile]
    .map(
      ([heading, sentence, ...items]) =>
        `<h2>${escape(heading)}</h2><p>${escape(sentence)}</p><ul>${items.map((item) => `<li>${escape(item)}</li>`).join('')}</ul>`,
    )
    .join('');

function page(l: PageLanguage, inside: { facts: string; documentTitle?: string; before?: string; after?: string; head?: string }): string {
  return `<!doctype html><html lang="${l.lang}"><head><title>${escape(inside.documentTitle ?? `${l.title} | ${l.company}`)}</title>${inside.head ?? ''}</head>
<body><header><nav><a href="/">Home</a><a href="/about">Info</a></nav></header>${inside.before ?? ''}<main><h1>${escape(l.title)}</h1>${inside.facts}${text(l)}
<p><a href="/apply">${escape(l.apply)}</a></p></main>${inside.after ?? ''}<footer><p>© 2026</p></footer></body></html>`;
}

/** The page of a posting with each of its facts under a label, in the layout that is asked for. */
export const LABELLED_LAYOUTS: Readonly<Record<string, (l: PageLanguage) => string>> = Object.fromEntries(
  Object.entries(LABELLED).map(([name, layout]) => [name, (l: PageLanguage) => page(l, { facts: layout(factsOf(l)) })]),
);

/** A town that hardly anybody knows is known for a place by its country. */
function placeWithCountry({ lang, place }: PageLanguage): string {
  const country = new Intl.DisplayNames(lang, { type: 'region' }).of(new Intl.Locale(lang).maximize().region ?? '');
  return place.includes(',') ? place : `${place}, ${country ?? ''}`;
}

const similar = (l: PageLanguage): string =>
  `<section><h2>${escape(l.similar)}</h2><ul>${['Arklow', 'Belmullet', 'Carrick']
    .map((town, n) => `<li><a href="/jobs/${n}">${escape(l.title)}</a><p>${town}</p><p>${n + 20} 000 € – ${n + 90} 000 €</p></li>`)
    .join('')}</ul></section>`;

/** Layouts that say less: which fields a page states then is said beside it. */
export const SPARSE_LAYOUTS: Readonly<
  Record<string, { fields: readonly ('company' | 'location' | 'employmentType' | 'workplaceType' | 'salary')[]; html(l: PageLanguage): string }>
> = {
  'company and place in one line, chips under it': {
    fields: ['company', 'location', 'employmentType', 'workplaceType'],
    html: (l) =>
      page(l, {
        facts: `<p>${escape(l.company)} · ${escape(l.place)}</p><div><span>${escape(l.employment[1])}</span><span>${escape(l.workplace[1])}</span></div>`,
      }),
  },
  'company by its logo alone': {
    fields: ['company', 'location'],
    html: (l) =>
      page(l, {
        documentTitle: l.title,
        before: `<a href="/"><img src="/logo.svg" alt="${escape(l.company)}"></a>`,
        facts: `<p>${escape(l.location)}: ${escape(l.place)}</p>`,
      }),
  },
  'company in the title alone, similar jobs with pay beside': {
    fields: ['company', 'location'],
    html: (l) => page(l, { facts: `<p>${escape(placeWithCountry(l))}</p>`, documentTitle: `${l.title} - ${l.company}`, after: similar(l) }),
  },
  'labels under the text': {
    fields: ['company', 'location', 'employmentType', 'workplaceType', 'salary'],
    html: (l) => page(l, { facts: '', after: `<aside>${LABELLED['definition list']?.(factsOf(l)) ?? ''}</aside>` }),
  },
}; // prettier-ignore
