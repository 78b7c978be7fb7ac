import { LETTERS, fold } from '../text.ts';
import { OCCUPATION } from './job-words.ts';

/** Legal forms, where they end a name or (in Russian, Ukrainian, Japanese, Chinese, Korean) also begin one. Two letters alone may be a state or a grade: a name stands before them. */
const LEGAL = new RegExp(
  `(?:[${LETTERS}\\d.)»”"] (?:g?GmbH|mbH|KGaA|OHG|e\\. ?V\\.|eG|UG|Inc\\.?|LLC|Ltd\\.?|Limited|[Pp][Ll][Cc]|Corp\\.?|Corporation|LLP|SARL|SAS|S\\.?[Rr]\\.?[Ll]\\.?|S\\.?[Pp]\\.?A\\.?|S\\.L\\.?U?\\.?|B\\.?V\\.?|N\\.V\\.|A/S|ApS|ASA|Oyj?|[Ss]p\\. ?z ?o\\. ?o\\.|S\\.A\\.|s\\. ?r\\. ?o\\.|a\\. ?s\\.|Kft\\.?|Zrt\\.?|Nyrt\\.?|d\\. ?o\\. ?o\\.|A\\.Ş\\.|Ltda\\.?|Sdn\\.? Bhd\\.?|Pte\\.? Ltd\\.?|OÜ|SIA|UAB)|有限公司|股份公司|集团)$|(?:株式会社|有限会社|合同会社|合資会社)|医療法人|社会福祉法人|주식회사|㈜|\\(주\\)|^(?:ООО|ОАО|ЗАО|ПАО|АО|ТОВ|ПрАТ|ПАТ|АТ) [«"“]?`,
);
const SHORT_FORM = new RegExp(`^(?:[${LETTERS}\\d.&-]+ ){1,4}(?:AG|SE|KG|AB|AS|SA|NV)$`);
/** What towns, states and their schools and hospitals are called. */
const INSTITUTION =
  /(?:^| )(?:kommune?|kunta|kaupunki|landkreis|landratsamt|gemeente|comune di|ville de|mairie d\w+|prefecture|communaute de communes|ayuntamiento|prefeitura|gmina|urzad|mesto|obec|universit\S+|universidad\S*|hochschule|yliopisto|hogskol\S+|(?:city|county|town|state|university|department|ministry) of|county council|borough council|nhs|trust|authority|school district)(?: |$)|^(?:stadt|commune de|comune|město) |大学$|市役所$/;

/** How surely a short text is an employer's name by its own words: 2 it has a legal form, 1 it is a town's, a school's or a state's, 0 nothing tells. */
export function employerScore(text: string): 0 | 1 | 2 {
  if (text.length < 4 || text.length > 80 || /[!?€$£]|\. [A-Z]/.test(text.replace(/ z o\. ?o\./, ''))) return 0;
  if (LEGAL.test(text)) return 2;
  const folded = fold(text);
  if (OCCUPATION.test(folded)) return 0;
  return SHORT_FORM.test(text) ? 2 : INSTITUTION.test(folded) && /^[^a-z]/.test(text) ? 1 : 0;
}
