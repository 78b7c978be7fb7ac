import type { WorkplaceType } from '../../../contract/posting.ts';
import { fold, plain } from '../text.ts';

const HYBRID =
  /\bhybrid|гибрид|гібрид|\bteilweise (?:remote|home)|partially remote|partly remote|remote[- ]?\/[- ]?on-?site|\bhibrid|semi[- ]?presencial|teletravail partiel|castecne? (?:z domova|home)|\bflex(?:ible)? remote\b|in-office or remote|hybryd|hibrit|ハイブリッド|混合办公|하이브리드|υβριδικ/;
const REMOTE =
  /\bremote|\bwork(?:ing)? from (?:home|anywhere)\b|\bwfh\b|\bhome[- ]?based\b|\btelecommut|\btelework|\btele-?travail\b|\bteletrabajo\b|\btrabajo remoto\b|\bremoto\b|\bremota\b|\bhome ?office\b|\bdistans|\betatyo|\bfjernarbejde\b|\bprace z domova\b|\bz domova\b|\bpraca zdalna\b|\bzdaln|удален|віддален|дистанц|\bda remoto\b|\bthuiswerk|\btreball remot\b|\banywhere\b|\bworldwide\b|\b100 ?% remote\b|tavmunka|munca de acasa|uzaktan|リモート|テレワーク|在宅勤務|远程|居家办公|재택|원격|τηλεργασια|εξ αποστασεως/;
const ONSITE =
  /\bon[- ]?site\b|\bin[- ]?office\b|\bin[- ]person\b|\bvor ort\b|\bsur site\b|\bpresencial|\bin sede\b|\bop (?:kantoor|locatie)\b|\bpa (?:kontoret|plats|stedet)\b|\blahityo|\bna pracovisti\b|\bstacjonarn|в офисе|в офісі|на территории|\bpraesenz\b|\bprasenz\b|in the office|office[- ]based|на месте работодателя|\bsala de oficina\b|office only|na pracovisku|\bna miejscu\b|\bw biurze\b|\bpaikan paalla|\btoimistolla\b|\bla sediu\b|\bin loco\b|\bsur place\b|\bofiste\b|\bis yerinde\b|sul posto|\birodai\b|出社|坐班|现场办公|사무실 근무|δια ζωσης|στο γραφειο/;
const NEGATED =
  /\b(?:no|non|not|kein\w*|without|ne|nein|nie|нет|ні)\b[^.]{0,12}\b(?:remote|home|teletravail)|teletravail\s*:?\s*non|remote\s*:?\s*(?:no|nein|non|false)\b|remote (?:sensing|control|desktop|monitoring|server|support|sites|teams?|users|access)/;

const AT_TIMES =
  /(?:possible|eligible|optional|moglich|posible|possivel|possibile|mogelijk|bespreekbaar|mulig|mojlig|mahdollis\w*|mozn\w*|mozliw\w*|tarvittaessa|option|ability|gelegentlich|anteilig|zeitweise)\b|(?:days?|tage?|jours?|dias?|giorni|dagen|dagar|dage|dni|dny) (?:per|a|pro|par|por|a la|alla|i|w) |возможн/;

/** Whether a text says that one may work from home, and not that one does. */
export const isAtTimes = (text: string): boolean => AT_TIMES.test(fold(text));

/**
 * Where the work is done, as a short text states it: a label's value, a chip, part of a title or location. Hybrid wins over both others
 * standing beside it, for schema.org and many sites can't say it and add "remote" instead.
 */
export function parseWorkplaceType(raw: unknown): WorkplaceType | null {
  if (raw === true) return null;
  const text = (Array.isArray(raw) ? raw : [raw])
    .map((part) => (typeof part === 'string' ? plain(part) : ''))
    .join(', ')
    .slice(0, 300);
  const folded = fold(text.replaceAll('_', ' '));
  if (!folded) return null;
  if (/^telecommute$/.test(folded)) return 'REMOTE';
  if (HYBRID.test(folded)) return 'HYBRID';
  const remote = REMOTE.test(folded) && !NEGATED.test(folded) && !AT_TIMES.test(folded);
  const onsite = ONSITE.test(folded) || /(?:teletravail|remote|home ?office)\s*:?\s*(?:non|no|nein)\b/.test(folded);
  if (remote && onsite) return /\bor\b|\/|,|\boder\b|\bou\b/.test(folded) ? 'HYBRID' : null;
  return remote ? 'REMOTE' : onsite ? 'ONSITE' : null;
}

/** Yes or no under a label like "Remote" or "Télétravail"; anything else is read as a statement. */
export function parseRemoteAnswer(raw: unknown): WorkplaceType | null {
  if (typeof raw !== 'string') return null;
  const folded = fold(plain(raw));
  if (/\d\s?(?:days?|tage?|jours?|j\/|dias?|giorni|dagen|dagar|dage|dni|dny)\b|\bhybrid/.test(folded)) return 'HYBRID';
  if (/^(?:yes|true|ja|oui|si|sim|ano|tak|kylla|da|igen|evet|да|так|100 ?%|fully|full|possible|moglich)\b/.test(folded)) return 'REMOTE';
  if (/^(?:no|none|false|nein|non|nao|nee|nej|nei|ne|nie|nem|hayir|нет|ні)\b/.test(folded)) return 'ONSITE';
  if (/^(?:partial|partly|teilweise|partiel|parcial|sometimes|occasional|\d days?|castecne)/.test(folded)) return 'HYBRID';
  return parseWorkplaceType(raw);
}

const PROSE: [WorkplaceType, RegExp][] = [
  [
    'HYBRID',
    /\bhybrid (?:work\w*|role|position|model|schedule|environment|policy|job|setup|set-up|set up|format|arrangement|opportunity|mode|office|remote|basis|team)\b|\bflexible hybrid\b|(?:role|position|job|work) is (?:a )?hybrid\b|\bhybrid[,;:)(]|\b(?:[1-3]|one|two|three|2-3|3-4)(?: to \w+)? days? (?:a|per|each|\/) ?week (?:in|at|from|on)[- ](?:the |our |your )?(?:\w+ )?(?:office|home|site|hq)|(?:[1-3]|one|two|three) days? in (?:the |our )?office|hybrid(?:es|er)? (?:arbeit|modell)|hybridni (?:model|prace|rezim)|modelo hibrido|trabajo hibrido|jours? (?:par semaine )?(?:de|en) teletravail|гибридн\S* (?:формат|график|режим)|гібридн\S* (?:формат|графік|режим)/,
  ],
  [
    'REMOTE',
    /\b(?:fully|100 ?%|completely|entirely|permanently) remote\b|\bremote(?:ly)? (?:position|role|job|opportunity|contract|first company|work from anywhere)\b|\b(?:position|role|job) is (?:fully |100% )?remote\b|\bthis is a (?:fully )?remote\b|\bwork remotely from (?:anywhere|home)|\bwork from anywhere\b|полностью удал|удаленн\S* (?:работа|формат)|віддален\S* (?:робота|формат)|location:? (?:fully )?remote\b|\bremote, (?:us|usa|uk|eu|europe|emea|canada|india|germany|worldwide)\b|\bhome[- ]based (?:role|position)/,
  ],
  [
    'ONSITE',
    /\b(?:fully|100 ?%|5 days(?: a week)?) (?:on-?site|in[- ]office)\b|\b(?:position|role|job) is (?:fully |100% )?(?:on-?site|office[- ]based|in[- ]office|in[- ]person)\b|\bthis is an? (?:fully )?(?:on-?site|in[- ]person|in[- ]office)\b|\bon-?site (?:position|role|job|only)\b|minimum of [45] days a week onsite|no remote\b|not (?:a )?remote (?:position|role)|remote (?:work )?(?:is )?not (?:available|possible|an option)/,
  ],
];

/** Where the work is done, from the posting's prose: only sentences that speak of this position, not of tools or teams. */
export function workplaceTypeInProse(text: string): { value: WorkplaceType; raw: string } | null {
  const folded = fold(text.slice(0, 30_000));
  for (const [value, pattern] of PROSE) {
    const match = pattern.exec(folded);
    if (match) return { value, raw: folded.slice(Math.max(0, match.index - 40), match.index + match[0].length + 40) };
  }
  return null;
}
