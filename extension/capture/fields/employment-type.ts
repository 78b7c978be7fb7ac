import type { EmploymentType } from '../../../contract/posting.ts';
import { fold, plain } from '../text.ts';

/** Most telling first: "full-time internship" is an internship, "full-time contract" a contract. */
const PATTERNS: [EmploymentType, RegExp][] = [
  [
    'INTERN',
    /\bintern(?:ship|s)?\b|\bpraktik(?:um|ant|a)?\b|praktikum|praktikant|stagiaire|\bstage\b|\bstagi(?:air|u)|becari[oa]|\bpracticas\b|tirocinio|estagi[oa]|\bstaz|praktyk[ai]|стажиров|стажуван|стажер|harjoittelu|oppisopimus|\bpraksa\b|\bstaj|gyakornok|apprendistato|apprentissage|\blarling|work placement|インターン|实习|인턴|πρακτικη ασκηση|apprentice|ausbildung|duales studium|alternance|werkstudent/,
  ],
  [
    'VOLUNTEER',
    /\b[vw]ol[uo]nt(?:eer|ari)|ehrenamt|benevol|dobrovoln|vrijwillig|\bfrivillig|vapaaehtois|\bgonullu|волонт|ボランティア|志愿|자원봉사/,
  ],
  ['PER_DIEM', /\bper[ _-]?diem\b|\bprn\b/],
  [
    'TEMPORARY',
    /\btempora(?:ry|r|l|ria|rio|ire|neo)\b|\btemp\b|\bfixed[- ]term\b|\bseasonal\b|\bbefriste|\bzeitarbeit|\bcdd\b|duree determinee|interim|\btijdelijk|\btidsbegrans|vikariat|\btidsbegraens|sasongs|engasjement|\baremal|kesatyo|\bzastepstw|hatarozott ide|\bgecici|donemsel|somministrazione|maaraaik|na dobu urcitou|doba urcita|okreslony|na czas okreslony|tempo determinato|a termo|duracion determinada|eventual|termin fix|временн|тимчасов|determinada|midlertidig|visstid|brigad|sezon|сезонн|契約社員|嘱託|派遣|有期|合同工|临时|계약직|기간제|파견직|ορισμενου χρονου|εποχικ/,
  ],
  [
    'CONTRACTOR',
    /\bcontract(?:or|ors)?\b(?! (?:type|of employment))|\bfreelanc|\bself[- ]employed\b|\bindependent contractor\b|\bc2c\b|\bcorp[- ]to[- ]corp\b|\b1099\b|freiberuf|\bindependant\b|\bautonom[oae]\b|\bb2b\b|\bzzp\b|na ico|zivnost|konsultuppdrag|obra o servicio|consultoria|prestacion de servicios|mercantil|фриланс|фріланс|\bgph\b|\bfop\b|(?<![а-ї])фоп(?![а-ї])|\bdpp\b|\bdpc\b|\bpj\b|umowa[ -]zleceni|freie mitarbeit|werkvertrag|partita iva|проектная работа|業務委託|フリーランス|自由职业|프리랜서|ελευθερος επαγγελματιας/,
  ],
  [
    'FULL_TIME',
    /\bfull[ _-]?time\b|\bfulltime\b|\bvollzeit\b|\btemps[- ]plein\b|\btemps complet\b|\bjornada completa\b|\btiempo completo\b|\btempo pieno\b|\btempo integral\b|\bperiodo integral\b|\bvoltijd|\bheltid|\bfuldtid|\bkokoaika|kokopaiva|\bplny uvazek\b|\bprace na plny\b|plnym uvazkem|\bplny pracovny uvazek\b|(?:pelny|pelen|caly) etat|pelny wymiar|полн\S* занятость|полныи (?:рабочии )?день|полная|повн\S* (?:заинят|(?:робочии )?день)|jornada completa|teljes (?:munkaido|allas)|norma intreaga|full time|tam zamanli|hpp\b|fuld tid|(?<![\d-] ?)100 ?%|(?<!\d ?[-–] ?)\b(?:37|37,5|38|38\.5|38,5|39|40)(?:[.,]\d)? ?(?:hours|hrs|h|stunden|std|timer|uur|horas)\b|integral\b|plny uvazok|正社員|フルタイム|常勤|全职|全職|정규직|풀타임|πληρ\S+ απασχολησ/,
  ],
  [
    'PART_TIME',
    /\bpart[ _-]?time\b|\bparttime\b|\bteilzeit\b|\btemps[- ]partiel\b|\bmedia jornada\b|\btiempo parcial\b|\bjornada parcial\b|\bpart[- ]?time\b|\btempo parziale\b|\bmeio periodo\b|\btempo parcial\b|\bdeeltijd|\bdeltid|\bosa-?aika|\bzkraceny uvazek\b|castecny uvazek|\bskrateny\b|niepelny (?:etat|wymiar)|(?:czesc|pol|1\/2) etatu|mi-temps|geringfugig|частичн|част\S* занят|неповн|подработк|temps parcial|reszmunkaido|jumatate de norma|yari zamanli|minijob|polovicni uvazek|неполн|パート|アルバイト|兼职|파트타임|시간제|아르바이트|μερικ\S+ απασχολησ/,
  ],
];

const PERMANENT = /\bpermanent\b|festanstellung|unbefristet|\bcdi\b|indefinid|indeterminado|fastanstallning|vakituinen|doba neurcita/;

/** "Full- or part-time": the posting leaves it open. */
const EITHER =
  /\b(?:voll|full|plny|heltid|temps plein)\S*\s?(?:-|oder|or|und|and|\/|bzw\.?|eller|ou|nebo)\s?(?:or |oder )?(?:teil|part|zkrac|deltid|partiel)/;

/** Every type named in a text, in the order of `PATTERNS`. */
export function employmentTypesIn(text: string): EmploymentType[] {
  const folded = fold(text);
  return PATTERNS.filter(([, pattern]) => pattern.test(folded)).map(([type]) => type);
}

/**
 * The kind of employment that a label, a chip or schema.org's `employmentType` states. Full-time and part-time both at once is no
 * statement; "permanent" alone says nothing of hours.
 */
export function parseEmploymentType(raw: unknown): EmploymentType | null {
  const parts = Array.isArray(raw) ? raw.filter((part) => typeof part === 'string') : [raw];
  const text = parts
    .map((part) => (typeof part === 'string' ? plain(part).replaceAll('_', ' ') : ''))
    .join(', ')
    .slice(0, 300);
  if (!text) return null;
  if (EITHER.test(fold(text))) return null;
  const found = employmentTypesIn(text.replace(/https?:\/\/schema\.org\//g, ''));
  const [best] = found;
  if (!best) return /^(?:other|otro|andere|autre)$/i.test(text.trim()) ? 'OTHER' : null;
  const folded = fold(text);
  if (found.includes('FULL_TIME') && found.includes('PART_TIME')) {
    // jobs boards list several in order of weight; one slash or "or" between them leaves it open.
    return found[0] !== 'FULL_TIME' && found[0] !== 'PART_TIME'
      ? best
      : /,/.test(text) && parts.length === 1
        ? folded.search(/full|voll|plny|complet/) < folded.search(/part|teil|zkrac|parcial/)
          ? 'FULL_TIME'
          : 'PART_TIME'
        : null;
  }
  if ((best === 'TEMPORARY' || best === 'CONTRACTOR') && PERMANENT.test(folded))
    return found.includes('FULL_TIME') ? 'FULL_TIME' : found.includes('PART_TIME') ? 'PART_TIME' : null;
  return best;
}
