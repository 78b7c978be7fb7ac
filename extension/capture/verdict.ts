import type { Finding, Verdict } from './capture.ts';
import type { Line } from './lines.ts';
import { isChrome } from './lines.ts';
import type { Page } from './page.ts';
import type { Headline } from './sources/headings.ts';
import { APPLY, OCCUPATION, SECTION } from './sources/job-words.ts';
import type { Body } from './sources/structure.ts';
import { fold, readingLength, squash } from './text.ts';
import { attribute, REGION, type Box } from './tree.ts';

export interface Signs {
  headline: Headline | null;
  body: Body | null;
  pane: Box | null;
  /** A structured posting that agrees with what is shown, or the only thing there is. */
  structured: boolean;
  /** Structured postings on the page, agreed or not. */
  structuredCount: number;
  /** The title that `<title>` gives, where nothing else does. */
  titleOnly: string | null;
  /** Fields found under labels or beside the headline. */
  facts: number;
  /** The address is one posting's on a site that is known. */
  known: boolean;
  /** The most different values under one kind of label: a list repeats its labels. */
  repeated: number;
}

/** The most different values that stand under one kind of label. */
export function mostRepeated(findings: readonly Finding[]): number {
  let most = 0;
  for (const field of ['location', 'salary', 'datePosted', 'company', 'validThrough']) {
    const values = findings
      .filter((finding) => finding.field === field && finding.reader === 'label-values')
      .map(({ value }) => JSON.stringify(value));
    most = Math.max(most, new Set(values).size);
  }
  return most;
}

const WALL: [RegExp, string][] = [
  [
    /^(?:just a moment|attention required|access denied|verify(?:ing)? you are human|are you a robot|security check|additional verification required|please verify|checking your browser|pardon our interruption|robot check)/,
    'robot_wall',
  ],
  [/^(?:sign in|log ?in|login|sign up|anmelden|connexion|iniciar sesion|se connecter)\b(?!.*\b(?:engineer|developer))/, 'login_wall'],
  [
    /(?:^|\b)(?:404|page not found|not found|seite nicht gefunden|page introuvable|pagina no encontrada|stranka nenalezena|this page (?:doesn't|does not) exist|oops)\b/,
    'missing_page',
  ],
];
const GONE =
  /this (?:job|position|posting) is (?:a )?(?:private|no longer available)|job (?:is )?not found|(?:this|the) (?:job|position) (?:has been removed|does not exist)|private listing/;
/** What a list of postings is called; for folded text. */
export const LISTING =
  /\b\d[\d.,]*\+?\s(?:\S+\s){0,4}(?:jobs?|results|vacanc\w+|positions|openings|postings|opportunities|vagas|ofertas|offres|stellen\w*|nabidek|вакансі\w*|ваканси\w*|lediga jobb|tyopaikkaa|stillinger|offerte|empleos|emplois)(?![a-z0-9])|^(?:search results|job search|jobs? (?:in|at|for|near|bei|search|listings?)|find (?:a |your )?jobs?|(?:all|open|current|our|latest|available) (?:\S+ )?(?:jobs|positions|vacancies|openings|roles|opportunities)|open positions|careers?\b.{0,40}$|stellenangebote|offene stellen|vagas de|empregos|emplois?|offres? d'emploi|stage emplois|ofertas de (?:empleo|trabajo)|nabidka prace|prace\b|praca\b|вакансии|вакансіі|робота|работа|jobs$|.{0,40}\bjobs(?: \||$| in | -))/;

/** Headings that stand over the text of one posting and nowhere else. */
const ABOUT =
  /^(?:about (?:the|this|your) (?:job|role|position|vacancy|opportunity)|(?:full )?(?:job|role|position) description|job (?:summary|purpose|details)|(?:the|your) role|stellenbeschreibung|(?:uber|zu) (?:die|der) (?:stelle|position|rolle)|description du poste|le poste|descripcion (?:del (?:puesto|empleo)|de la oferta)|descrizione (?:del lavoro|della posizione)|descricao da vaga|functieomschrijving|over de functie|om (?:jobbet|stillingen|tjansten|rollen|jobben)|jobbeskrivelse|stillingsbeskrivelse|tehtavan kuvaus|(?:napln|popis) (?:prace|pozice)|opis (?:stanowiska|oferty)|опис вакансіі|описание вакансии)[\s:!.]*$/;

const walk = (line: Line | undefined): Box | null => line?.box ?? null;

/** Links that look like postings of a list: short, saying an occupation, outside of navigation, each in a box built like the others. */
function countCards(lines: readonly Line[], headline: Headline | null): number {
  const shapes = new Map<string, Set<string>>();
  for (const line of lines) {
    if (line.region & (REGION.footer | REGION.dialog | REGION.noise | REGION.nav) || line.text.length > 110 || line.text.length < 6)
      continue;
    if (headline?.line === line) continue;
    const title = line.linked > 0.6 || line.heading >= 2;
    if (!title || !OCCUPATION.test(fold(line.text))) continue;
    let shape = '';
    for (let up = walk(line), level = 0; up && level < 5; up = up.parent, level += 1) shape += `${up.tag}/`;
    let texts = shapes.get(shape);
    if (!texts) shapes.set(shape, (texts = new Set()));
    texts.add(squash(line.text));
  }
  let most = 0;
  for (const texts of shapes.values()) most = Math.max(most, texts.size);
  return most;
}

function hasForm(page: Page): boolean {
  let fields = 0;
  for (const box of page.tree.boxes) {
    if (box.hidden || (box.tag !== 'input' && box.tag !== 'textarea')) continue;
    const type = attribute(box, 'type');
    if (type === 'file' || type === 'email' || type === 'tel') fields += type === 'file' ? 3 : 1;
    if (fields >= 3) return true;
  }
  return false;
}

const FORM_LABEL =
  /^(?:first name|last name|full name|your name|name|surname|e-?mail(?: address)?|your email|phone(?: number)?|resume(?:\/cv)?|cv|attach (?:resume|cv).*|upload (?:resume|cv)|cover letter|linkedin(?: (?:url|profile))?|vorname|nachname|telefon|lebenslauf|anschreiben|prenom|nom|telephone|lettre de motivation|nombre|apellidos?|telefono|correo electronico|fornavn|efternavn|etternavn|fornamn|efternamn|etunimi|sukunimi|jmeno|prijmeni|voornaam|achternaam)\b.{0,24}$/;

/** Whether the page asks for what an application asks for, by its fields or by the labels of them. */
function asksForApplication(page: Page, lines: readonly Line[]): boolean {
  if (hasForm(page)) return true;
  const asked = new Set<string>();
  for (const line of lines) {
    const match = line.text.length < 60 ? FORM_LABEL.exec(fold(line.text)) : null;
    if (match) asked.add(match[0].slice(0, 5));
  }
  return asked.size >= 3;
}

/** Lines that are judged: half the longest list in a hundred real pages. It is judged also when the time is over, so only a number limits it. */
const MOST_JUDGED = 5000;

/** What the page is, decided apart from its fields: whether one posting is in front of the person, and the reason in a stable word. */
export function readVerdict(page: Page, all: readonly Line[], signs: Signs): Verdict {
  const lines = all.slice(0, MOST_JUDGED);
  const { headline, body, pane } = signs;
  const title = fold(page.documentTitle);
  const shown = lines.filter((line) => !isChrome(line));
  const textLength = shown.reduce((sum, line) => sum + readingLength(line.text), 0);
  const first = fold(
    shown
      .slice(0, 3)
      .map((line) => line.text)
      .join(' '),
  ).slice(0, 200);
  if (pane) return signs.repeated >= 5 ? { kind: 'list', reason: 'many_postings' } : { kind: 'split_view', reason: 'open_pane' };
  for (const [pattern, reason] of WALL) {
    if (pattern.test(title) || (textLength < 1500 && !headline && !signs.structured && pattern.test(first)))
      return { kind: 'not_a_job', reason };
  }
  if (shown.slice(0, 40).some((line) => line.text.length < 160 && GONE.test(fold(line.text))))
    return { kind: 'not_a_job', reason: 'posting_gone' };
  if (signs.structured && textLength < 400) return { kind: 'posting', reason: 'structured_data' };
  const application = asksForApplication(
    page,
    page.lines.slice(0, MOST_JUDGED).filter((line) => !(line.region & (REGION.nav | REGION.footer))),
  );
  if (textLength < 120 && !application && !(headline && signs.facts > 1))
    return signs.structured ? { kind: 'posting', reason: 'structured_data' } : { kind: 'not_loaded', reason: 'no_text' };

  const cards = countCards(shown, headline);
  const name = headline?.text ?? signs.titleOnly ?? '';
  const occupied = OCCUPATION.test(fold(name));
  const sections = shown.filter(
    (line) => line.text.length < 90 && (line.heading > 0 || line.text.length < 60) && SECTION.test(fold(line.text)),
  ).length;
  const apply = page.lines.some(
    (line) => line.text.length < 40 && !(line.region & (REGION.footer | REGION.noise)) && APPLY.test(fold(line.text)),
  );
  const mass = body?.mass ?? 0;
  const listing = (LISTING.test(title) && !headline?.agreed) || LISTING.test(fold(name));
  const about = shown.some((line) => line.text.length < 60 && ABOUT.test(fold(line.text)));
  // A single-page application may keep its route behind the hash.
  const path = page.url.pathname + (/^#!?(\/[^?]*)/.exec(page.url.hash)?.[1] ?? '').replace(/^\/$/, '');
  const idPath =
    /\/(?:jobs?|job-?details?|viewjob|careers?|positions?|vacanc\w+|stellen\w*|offre|oferta|nabidka|rpd|vaga|postings?|opportunit\w+|o|j|offer|node)\/.*(?:\d{3,}|[\w-]{12,})/i.test(
      path,
    );

  let points = 0;
  if (signs.structured) points += 4;
  if (headline?.agreed) points += 1;
  if (occupied) points += 1.5;
  points += Math.min(3, sections * 0.75);
  if (apply) points += 1.5;
  if (application) points += occupied ? 3 : 1;
  points += Math.min(3, signs.facts * 0.7);
  if (idPath) points += 1;
  if (signs.known && headline) points += mass > 300 ? 3.5 : 1.5;
  if (about && mass > 300) points += 0.75;
  if (mass > 350) points += mass > 700 ? 1 : 0.5;
  if (mass < 200 && !application) points -= 1.5;
  if (!headline && !signs.titleOnly) points -= 3;
  if (listing) points -= occupied ? 1.5 : 3;
  if (signs.structuredCount > 1 && !signs.structured) points -= 3;
  if (signs.repeated >= 5) points -= 4;
  if (cards >= 4) points -= mass > 1500 && headline?.agreed ? 1 : Math.min(5, 1 + cards * 0.4);
  if (headline && /^(?:\/|\/(?:index\.\w+|en|de|fr|home|jobs?|careers?)\/?)$/i.test(path) && page.url.hostname !== 'unknown.example')
    points -= 2;

  if (points >= 4) {
    const form = application && mass < 600;
    return form
      ? { kind: 'form', reason: 'application_form' }
      : { kind: 'posting', reason: signs.structured ? 'structured_data' : headline?.agreed ? 'agreed_title' : 'posting_text' };
  }
  if (cards >= 4 || signs.structuredCount > 1 || listing) return { kind: 'list', reason: 'many_postings' };
  if (application) return { kind: 'not_a_job', reason: 'form_without_posting' };
  return { kind: 'not_a_job', reason: 'no_posting' };
}

/** Whether a verdict's page describes one posting. */
export const isOnePosting = ({ kind }: Verdict): boolean => kind === 'posting' || kind === 'split_view' || kind === 'form';
