import { TWO_LETTERS, clean, fold, plain } from '../text.ts';

const SUFFIXES =
  /(?:\s*[-–—|:]\s*(?:job post|job posting|job details?|job description|apply(?: now| online)?|application|careers?|job|vacancy|now hiring|stellenangebot|offre d'emploi|oferta de empleo))+$/i;
const PREFIXES =
  /^(?:(?:job application for|application for|apply (?:now )?for(?: the)?|apply now|apply to|applying for|job title|job|position|vacancy|job opening|role|now hiring|we are hiring|we're hiring|hiring|stellenangebot|jobannonce|stellenausschreibung|offre d'emploi|poste|puesto|oferta de empleo|job description|open position|career opportunity|pozice|vacature|titel|title)\s*[-–—:|]\s*|(?:job application for|application for|apply now for|you are applying for|applying for|apply for)\s+(?:the position of\s+)?)/i;
const NOT_A_TITLE =
  /^(?:careers?|jobs?|job details?|job description|job search|description|jobs? (?:at|bei|in) .*|vacanc(?:y|ies)|open (?:positions?|roles?|jobs)|current (?:openings|vacancies)|join (?:us|our team|the team)|work with us|home|search(?: results)?|apply(?: now| here| online| for this (?:job|position|role))?|application(?: form)?|jobannonce|stellenangebote?|stellenanzeige|offres? d'emploi|untitled|loading|login|sign in|log in|similar jobs|related jobs|menu|details|detail|about(?: us)?|overview|responsibilities|requirements|qualifications|benefits|share|share this(?: job| position)?|position|opportunit(?:y|ies)|welcome.*|cookies?|privacy.*|workday|error|404.*|page not found|not found|just a moment.*|contact(?: us)?|who we are|what we offer|what you will do|the role|your role|role|submit your application|application submitted|thank you.*|we're hiring!?|we are hiring!?|job opportunity|career opportunities|job application|jobs & careers|careers? at .*|people also viewed|get notified.*|set alert.*|create (?:job )?alert.*|recommended .*|job summary|job type|location|compensation|salary|skills|introduction|summary|all jobs|company|job info(?:rmation)?|personal information|terms.*|job openings?|careers portal|employment|key responsibilities|about the (?:job|role|position|team|company)|job offer|jobs listing|life at .*|profile|personal details|personal data|contact (?:details|information|info)|experience|work experience|work history|education|references|documents|attachments|links|questions|additional information|application questions|your (?:details|profile|application|information)|this website uses cookies|we (?:use|value) .*|cookie.*|candidate.*portal|equal opportunity.*|求人情報.*|募集要項|仕事内容|会社情報|职位信息|职位描述|招聘信息|채용 ?(?:공고|정보)|상세 ?(?:요강|모집요강)|nokkelinfo|informations? generales?|general information|vacature(?:tekst)?|jobopslag|stillingsannonse|platsannons|tyopaikkailmoitus|annonce|annuncio|descri(?:zione|pcion|cao)(?: .*)?|oferta pracy|nabidka prace|вакансия|вакансія)$/;

/** The posting's title as one line, without "Apply now -" and "- job post"; `null` for what is a section's or a site's heading. */
export function parseTitle(raw: unknown): string | null {
  if (Array.isArray(raw)) return raw.length ? parseTitle(raw[0]) : null;
  if (typeof raw !== 'string') return null;
  let text = clean(plain(raw)).slice(0, 600);
  text = text
    .replace(PREFIXES, '')
    .replace(SUFFIXES, '')
    .replace(/^["“”«»]+|["“”«»]+$/g, '')
    .trim();
  if (/\bjob search\b|\bjobs\b.{0,60}\b(?:near me|internships)\b|^(?:find|search) .*\bjobs\b/i.test(text)) return null;
  // Markup or a cut text in a table of data.
  if (/[<>{}]|(?:\.\.\.|…)$/.test(text)) return null;
  if (text.length < 2 || text.length > 300 || !TWO_LETTERS.test(text)) return null;
  if (NOT_A_TITLE.test(fold(text).replace(/[.:…]+$/, ''))) return null;
  return text;
}
