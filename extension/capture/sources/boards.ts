import { squash } from '../text.ts';

/** Publishers and recruiting systems: their name beside a posting is not the employer's. Squashed names. */
const BOARDS = new Set(
  'linkedin indeed indeedcom glassdoor monster ziprecruiter dice simplyhired careerbuilder builtin builtinnyc builtinsf wellfound angellist remoteok remoteokio weworkremotely remotive flexjobs jobscz pracecz startupjobs profesia pracujpl nofluffjobs justjoinit djinni dou workua robotaua hhru headhunter superjob rabotaru habrcareer stepstone xing kununu stellenanzeigen jobware heyjobs welcometothejungle apec hellowork francetravail poleemploi infojobs tecnoempleo infoempleo talentclue jobteaser reed totaljobs cwjobs cvlibrary seek jora naukri foundit instahyre shine wuzzuf bayt naukrigulf rozee jobstreet jobsdb glints kalibrr jobindex finnno arbetsformedlingen duunitori tyomarkkinatori monsterfi academicwork vagas catho gupy computrabajo bumeran lever greenhouse greenhouseio ashby ashbyhq workable smartrecruiters bamboohr breezy breezyhr recruitee personio teamtailor workday myworkdayjobs icims jobvite taleo successfactors oraclecloud phenom ultipro ukg paycom paylocity adp jazzhr applytojob rippling gem comeet pinpoint pinpointhq freshteam zohorecruit softgarden dvinci rexx onlyfy jobylon varbi emply hrmanager peoplestrong darwinbox keka eightfold avature upwork fiverr freelancer facebook twitter google'.split(
    ' ',
  ),
);

/** Whether a name is a job board's or a recruiting system's. */
export function isBoard(name: string): boolean {
  const squashed = squash(name).replace(/(?:careers?|jobs?)$/, '');
  return BOARDS.has(squashed) || BOARDS.has(squash(name));
}

const ATS_HOSTS: [RegExp, (url: URL, match: RegExpExecArray) => string][] = [
  [/^([\w-]+)\.wd\d+\.myworkday(?:jobs|site)\.com$/, (_url, match) => match[1] ?? ''],
  [
    /^(?:jobs|apply|boards|job-boards|careers|hire)(?:\.\w\w)?\.(?:lever\.co|ashbyhq\.com|workable\.com|greenhouse\.io|smartrecruiters\.com|gem\.com|jobvite\.com|rippling\.com|breezy\.hr)$/,
    (url) => url.pathname.split('/').find((part) => part && !/^(?:embed|job_app|jobs|en|en-us|company|j)$/i.test(part)) ?? '',
  ],
  [
    /^([\w-]+)\.(?:teamtailor\.com|bamboohr\.com|breezy\.hr|recruitee\.com|workable\.com|jobs\.personio\.(?:de|com)|freshteam\.com|applytojob\.com|pinpointhq\.com|zohorecruit\.com|softgarden\.io|talentclue\.com|darwinbox\.in|peoplestrong\.com|icims\.com|jobylon\.com|eightfold\.ai|avature\.net|taleo\.net|csod\.com|homerun\.co|factorialhr\.\w+|comeet\.co)$/,
    (_url, match) => match[1] ?? '',
  ],
];
const COUNTRY_SECOND_LEVEL = /^(?:co|com|org|net|ac|gov|edu)$/;
const GENERIC_HOST =
  /^(?:www\d?|jobs?|careers?|karriere|apply|boards?|hire|hiring|work|join|talent|recruiting|recruitment|en|us|uk|job-boards|emploi|empleo|empleos|stellen|career|portal|web|m|corporate|external|secure|app|go|my)$/;

/** The name in the address that may be the employer's: the tenant of a recruiting system or the site's own domain. `''` for boards and unknown hosts. */
export function brandOf(url: URL): { name: string; tenant: boolean } {
  const host = url.hostname.toLowerCase();
  for (const [pattern, tenantOf] of ATS_HOSTS) {
    const match = pattern.exec(host);
    if (match) return { name: tenantOf(url, match).replace(/^(?:careers?|jobs)-|-(?:careers?|jobs)$/gi, ''), tenant: true };
  }
  const labels = host.split('.');
  if (labels.length < 2 || host.endsWith('.example') || /^[\d.]+$/.test(host)) return { name: '', tenant: false };
  labels.pop();
  if (labels.length > 1 && COUNTRY_SECOND_LEVEL.test(labels.at(-1) ?? '')) labels.pop();
  const name = labels.toReversed().find((label) => !GENERIC_HOST.test(label)) ?? '';
  return isBoard(name) ? { name: '', tenant: false } : { name, tenant: false };
}
