import { untilSpent, type Budget } from '../budget.ts';
import type { Reading } from '../capture.ts';
import { PAY } from '../fields/salary.ts';
import { workplaceTypeInProse } from '../fields/workplace-type.ts';
import { placeScore } from '../fields/places.ts';
import { clean, fold } from '../text.ts';

const MONEY = /\d/;
/** Where a sentence says the place of work. */
const PLACE =
  /(?:\b(?:located|based|office|offices|headquartered|position|role|job) (?:is |are |will be )?(?:located |based |be )?in|place of work (?:is|will be)(?: in)?|duty station:?|basé(?:e)? à|à|(?:Standort|Arbeitsort)(?: ist)?)\s+(?:our |the |beautiful |downtown )?((?:[A-ZÀ-ÖØ-ÞĆČĎĐĘĚĞİŁŃŇŐŒŘŚŞŠŤŮŰŹŻŽΑ-ΩА-ЯІЇЄҐ][A-Za-zÀ-ÖØ-öø-ʯͰ-῿぀-퟿.'-]+)(?:[ ,]+(?:[A-ZÀ-ÖØ-ÞĆČĎĐĘĚĞİŁŃŇŐŒŘŚŞŠŤŮŰŹŻŽΑ-ΩА-ЯІЇЄҐ][A-Za-zÀ-ÖØ-öø-ʯͰ-῿぀-퟿.'-]*))*)/g;
/** What stands before the last day to apply; for folded text. */
export const DEADLINE =
  /(?:apply (?:by|before|no later than|until)|applications? (?:deadline|closes?|must be (?:received|submitted)|(?:is|are) due|will close|period ends?|window (?:is expected to close|closes)|ends?)|deadline(?: for (?:applications?|applying|submission))?|closing date|no later than|received by|bew[ei]rb\S* (?:\S+ ){0,2}bis|bewerbungsschluss|bewerbungsfrist|avant le|date limite|fecha limite|antes del?|hasta el|ansogningsfrist|senest|sista ansokningsdag|soknadsfrist|hakuaika paattyy|viimeistaan|do dne|uzaverka|entro il|scadenza|uiterlijk|sluitingsdatum|reageren t\/m|ansok senast|sok senast|hae viimeistaan|hakuaika paattyy|inscri\S+ (?:ate|hasta)|przyjm\S+ do|prijimaj\S+ do|prihlask\S+ do|подать до|прием \S+ до|wazna do|jelentkez\S+ hatarid\S+|application window to close on|to close on|expected to close)\b/;
/** "We need a PART-TIME engineer": said of the person instead of the position. */
const PERSON =
  /\b(?:need|seeking|looking for|hiring|search for|recruiting|want)\b[^.]{0,40}\b(full[- ]?time|part[- ]?time|temporary|freelance)\b/;
const EMPLOYMENT =
  /\b(full[- ]?time|part[- ]?time|temporary|fixed[- ]term|permanent full[- ]time|contract|freelance|internship|vollzeit|teilzeit|befristete\w*|temps plein|jornada completa|seasonal)\b[ ,/-]*(?:\w+[ ,/-]+){0,2}(?:position|role|job|opportunity|contract|employment|employee|basis|stelle|internship|vikariat|anstellung|assignment|appointment)\b|\b(?:position|role|job|employment) (?:is|type is|will be) (?:a |an )?(full[- ]?time|part[- ]?time|temporary|contract)\b/;

/** Facts that stand only in sentences: pay, a deadline, where and how one works. */
export function* readProse(texts: readonly string[], budget: Budget): Generator<Reading> {
  const reader = 'prose';
  const whole: string[] = [];
  let previous = '';
  let employment = false;
  const pieces = texts
    .slice(0, 1500)
    .flatMap((text) =>
      text.length > 1200
        ? text.split(
            /(?<=[.!?;])\s+(?=[A-ZÀ-ÖØ-ÞĆČĎĐĘĚĞİŁŃŇŐŒŘŚŞŠŤŮŰŹŻŽΑ-ΩА-ЯІЇЄҐ$€£])|(?<=[a-zß-öø-ɏа-їґ])\s+(?=(?:Salary|Compensation|Pay)\b)/,
          )
        : [text],
    );
  for (const text of untilSpent(pieces, budget)) {
    whole.push(text);
    if (MONEY.test(text) && text.length < 6000)
      yield {
        field: 'salary',
        raw: text.length < 60 && previous.length < 120 && PAY.test(fold(previous)) ? `${previous}: ${text}` : text,
        reader,
        via: 'text',
      };
    for (const match of text.slice(0, 3000).matchAll(PLACE)) {
      const place = clean(match[1] ?? '').replace(/[.,]+$/, '');
      if (place.length < 60 && placeScore(place) === 2) yield { field: 'location', raw: place, reader, via: clean(match[0]).slice(0, 80) };
    }
    const folded = fold(text.slice(0, 3000));
    const deadline = DEADLINE.exec(folded);
    if (deadline)
      yield {
        field: 'validThrough',
        raw: folded.slice(deadline.index + deadline[0].length, deadline.index + deadline[0].length + 70),
        reader,
        via: deadline[0],
      };
    if (!employment) {
      const match = EMPLOYMENT.exec(folded) ?? PERSON.exec(folded);
      if (match) {
        employment = true;
        yield { field: 'employmentType', raw: match[0], reader, via: 'text' };
      }
    }
    previous = text;
  }
  const workplace = workplaceTypeInProse(whole.join('\n'));
  if (workplace)
    yield {
      field: 'workplaceType',
      raw: workplace.value === 'ONSITE' ? 'on-site' : workplace.value.toLowerCase(),
      reader,
      via: workplace.raw.slice(0, 120),
    };
}
