import { ashby } from './ashby.ts';
import { bambooHr } from './bamboo-hr.ts';
import { breezy } from './breezy.ts';
import { builtIn } from './built-in.ts';
import { dice } from './dice.ts';
import { glassdoor } from './glassdoor.ts';
import { greenhouse } from './greenhouse.ts';
import { headHunter } from './head-hunter.ts';
import { icims } from './icims.ts';
import { indeed } from './indeed.ts';
import { jazzHr } from './jazz-hr.ts';
import { jobsCz } from './jobs-cz.ts';
import { jobvite } from './jobvite.ts';
import { lever } from './lever.ts';
import { linkedin } from './linkedin.ts';
import { monster } from './monster.ts';
import { oracleHcm } from './oracle-hcm.ts';
import { personio } from './personio.ts';
import { recruitee } from './recruitee.ts';
import { remoteOk } from './remote-ok.ts';
import { rippling } from './rippling.ts';
import { seek } from './seek.ts';
import { smartRecruiters } from './smart-recruiters.ts';
import { stepstone } from './stepstone.ts';
import { successFactors } from './success-factors.ts';
import { teamtailor } from './teamtailor.ts';
import { usajobs } from './usajobs.ts';
import { weWorkRemotely } from './we-work-remotely.ts';
import { welcomeToTheJungle } from './welcome-to-the-jungle.ts';
import { wellfound } from './wellfound.ts';
import { workable } from './workable.ts';
import { workday } from './workday.ts';
import { xing } from './xing.ts';
import { yCombinator } from './y-combinator.ts';
import { ziprecruiter } from './ziprecruiter.ts';
import { selectAll } from '../dom.ts';
import type { Site } from './site.ts';

/** Every place whose markup is known, in alphabetical order. A new site is its file and its line here. */
export const SITES: readonly Site[] = [
  ashby,
  bambooHr,
  breezy,
  builtIn,
  dice,
  glassdoor,
  greenhouse,
  headHunter,
  icims,
  indeed,
  jazzHr,
  jobsCz,
  jobvite,
  lever,
  linkedin,
  monster,
  oracleHcm,
  personio,
  recruitee,
  remoteOk,
  rippling,
  seek,
  smartRecruiters,
  stepstone,
  successFactors,
  teamtailor,
  usajobs,
  weWorkRemotely,
  welcomeToTheJungle,
  wellfound,
  workable,
  workday,
  xing,
  yCombinator,
  ziprecruiter,
];

// `evil.com` is no ending: one generic or country label, or a second-level registry before a country (`co.uk`, `com.au`).
const ENDING = /^(?:com|net|org|jobs|io|[a-z]{2}|(?:com?|org|net)\.[a-z]{2})$/;

function isHostOf(pattern: string, hostname: string): boolean {
  const anySub = pattern.startsWith('*.');
  const base = anySub ? pattern.slice(2) : pattern;
  if (!base.endsWith('.*')) return hostname === base || (anySub && hostname.endsWith(`.${base}`));
  const stem = base.slice(0, -1);
  const at = anySub ? `.${hostname}`.lastIndexOf(`.${stem}`) : hostname.startsWith(stem) ? 0 : -1;
  return at !== -1 && ENDING.test(hostname.slice(at + stem.length));
}

function siteOfHost(url: URL): Site | undefined {
  const hostname = url.hostname.replace(/^www\.|\.$/g, '');
  return SITES.find((site) => site.hosts.some((pattern) => isHostOf(pattern, hostname)));
}

/** The site whose markup this page has: known by its host or, where an employer's own host hides it and a document is given, by its signs. */
export function siteOf(url: URL, document?: Document): Site | undefined {
  return siteOfHost(url) ?? (document && SITES.find((site) => site.signs?.some((sign) => selectAll(document, sign).length > 0)));
}

export const siteNamed = (name: string): Site | undefined => SITES.find((site) => site.name === name);
