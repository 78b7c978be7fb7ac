/** Parameters that only say where a click came from, on any site. */
const TRACKING_PREFIXES =
  /^(?:utm_|utm-|mtm_|pk_|piwik_|matomo_|hsa_|mc_|wt_|at_(?:medium|campaign|custom)|rx_|_hs|__hs|oly_|vero_|trk|__?jvs|tm_(?:source|medium|campaign)|iis|cm_mmc|ss_)/i;
const TRACKING = new Set(
  `_ga _gl _gac gclid gclsrc gbraid wbraid dclid fbclid msclkid twclid ttclid yclid ysclid igshid igsh epik rdt_cid li_fat_id scclid sccid irclickid
  mkt_tok s_cid s_kwcid ef_id hsctatracking srsltid trackingid tracking_id tracking trackid lipi lici midtoken midsig ebp refid_src
  gh_src lever-source lever-source[] lever-origin ashby_src jvsrc dcr_ci trid jobboard job_board jobsource job_source jobboardsource
  applysource apply_source recruiter_source source_type traffic_source sourcetype referrer referer referral utm campaign campaignid campaign_id
  sessionid session_id phpsessid jsessionid cfid cftoken in_iframe iframe embed embedded mobile needsredirect jan1offset jun1offset
  lang language locale hl l10n _lang setlng langcode display theme`.split(/\s+/),
);
/** Parameters that usually say so too, but are some employer's name for a posting's reference. */
const LIKELY_TRACKING = new Set('ref refid ref_id src source from via origin channel medium'.split(' '));

/** How sure it is that a parameter says nothing about which posting is meant; `undefined` where nothing suggests so. */
export function trackingStrength(name: string): 'certain' | 'likely' | undefined {
  const lower = name.toLowerCase();
  if (TRACKING.has(lower) || TRACKING_PREFIXES.test(lower)) return 'certain';
  return LIKELY_TRACKING.has(lower) ? 'likely' : undefined;
}

/** True for a parameter that says how a posting is shown: `?apply=true`, `?mode=print`, `?outputType=amp`. Another value may be the posting's own. */
export function namesView(name: string, value: string): boolean {
  return /^(?:apply|print|amp|preview)$/i.test(name)
    ? /^(?:1|true|yes|on)$/i.test(value)
    : /^(?:mode|view|output-?type|tab|step|action)$/i.test(name) && /^(?:apply|application|form|print|amp|details?|view)$/i.test(value);
}

const SEARCH = new Set(
  `q query keyword keywords search searchterm term text k what where w loc location locations city region country countries state radius distance
  page pg p_page start offset limit size perpage per_page sort sortby sort_by order orderby view filter filters facets category categories department
  departments team teams type jobtype employmenttype employment_type experience level remote lat lng lon latitude longitude tag tags industry
  s search_keywords search_location pagenumber currentpage selectedtab tab searchtype daysposted posteddate salary`.split(/\s+/),
);

/** True for a parameter of a search: what was looked for, where, and how the list is cut and sorted. */
export function isSearchParameter(name: string): boolean {
  return SEARCH.has(name.toLowerCase().replace(/\[\d*\]$/, ''));
}

const ID_NAME =
  /(?:id|guid|nr|no|num|number|code|kode|idx|key|jid|req|requisition|job|opening|vacancy|vacature|posting|position|offer|oferta|advert|annonce|stelle|reference)$/i;
// `companyId` and its like name a part of the site that many postings share.
const OTHER_ID_NAME =
  /(?:page|cat|category|categorie|loc|location|dep|dept|department|company|org|organi[sz]ation|client|customer|site|portal|session|user|visitor|affiliate|partner|region|country|city|state|employer|brand|tenant|folder|list|search|menu|item|parent|area|division|template|layout|module|lang|zip|postal|promo|click|keyword|video|campaign)[-_]?(?:id|guid|nr|no|num|number|code|key)$/i;

/** True where a parameter's name and value look like a posting's own (`?jobId=123`), not a company's or a page's. */
export function namesPosting(name: string, value: string): boolean {
  if (/^(?:p|post)$/i.test(name)) return /^\d{3,}$/.test(value);
  return ID_NAME.test(name) && !OTHER_ID_NAME.test(name) && /\d/.test(value) && value.length <= 120;
}

/** Words that lists, sections and forms are called by. Plurals above all: one posting is never called "jobs". */
const LIST_WORDS = new Set(
  `jobs careers career vacancies openings opportunities positions roles joblist jobsearch jobboard results listings
  stellenangebote stellen stellenanzeigen jobboerse jobbörse karriere ausbildung stellenmarkt
  emplois emploi offres carrieres carrières recrutement
  vacatures werkenbij vacantes empleos empleo ofertas trabajos vagas carreiras carreira lavora carriere lavoro
  kariera kariéra karriär karriar volnamista pozice praca oferty kariera stillinger stilling ledigajobb tyopaikat työpaikat avoimet
  вакансии вакансії карьера кар'єра работа робота`.split(/\s+/),
);
const SECTION_WORDS = new Set(
  `a about all and apply application at available awards benefits blog board business category company contact culture current department departments details diversity
  early en error events explore faq find for graduate graduates have help hire hiring home how in index internship internships interns job join known life list listing
  location locations login logout main menu my new news office offices open opening our page people portal position post press privacy process profile program programs
  register results role saved search see sign signin signup start student students submit talent team teams thank the to today us vacancy view we welcome why with work working you your
  und alle aktuelle offene bei uns ueber über initiativbewerbung bewerbung suche nous rejoindre rejoignez tous toutes de des les la le d notre
  werken bij ons onze trabaja con nosotros trabalhe conosco con noi volna mista vsechny o nas pracuj u nas jobb hos oss lediga tjanster tjänster`.split(
    /\s+/,
  ),
);
/** A segment before the last that says what kind of list it is in. */
const LIST_OF =
  /^(?:departments?|teams?|categor(?:y|ies)|locations?|tags?|topics?|page|pages|search|regions?|cit(?:y|ies)|countr(?:y|ies)|blog|news|kategorie|bereich|standort|author|companies|company|employers?)$/i;
const SINGULAR =
  /^(?:job|position|posting|vacancy|opening|role|offer|o|j|p|career|jobdetails?|job-details?|job-offer|vacature|stelle|stellenangebot|jobangebot|offre|offre-emploi|emploi|oferta|vaga|stilling|nabidka|pozice|vakance|annonce|ad)$/i;

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment).normalize('NFC').toLowerCase();
  } catch {
    return segment.toLowerCase();
  }
}

/**
 * True for a path segment that names a list, a section or a form rather than one posting. Without a number in it a segment has to be a whole slug: one
 * word is a department or a city as often as a title, two words are so under a plural (`/jobs/new-york`).
 */
export function isGenericSegment(segment: string, parents: readonly string[]): boolean {
  const text = decoded(segment).replace(/\.(?:html?|php|aspx?|jsp|do)$/, '');
  const parent = decoded(parents.at(-1) ?? '');
  const words = text.split(/[^A-Za-zÀ-ÖØ-öø-ʯͰ-῿぀-퟿0-9']+/).filter(Boolean);
  if (/^page-?\d*$/.test(parent) || /^page-?\d+$/.test(text)) return true;
  const numbered = /\d/.test(text) && !/^(?:19|20)\d\d$/.test(words.filter((word) => /\d/.test(word)).join(' '));
  if (numbered) return /^\d{1,2}$/.test(text) && !SINGULAR.test(parent);
  if (words.length === 0 || words.some((word) => LIST_WORDS.has(word)) || words.every((word) => SECTION_WORDS.has(word))) return true;
  if (LIST_OF.test(parent)) return true;
  return words.length < (SINGULAR.test(parent) ? 2 : 3);
}
