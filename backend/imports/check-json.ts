import { ImportRefused } from './import-refused.ts';

/** A backup nests five deep; events hold values of fields, which are no deeper. */
const MAX_DEPTH = 32;
/** A backup of 10 MB has about 500,000 values; a file of nothing but commas has ten million, and an object for each. */
const MAX_VALUES = 1_000_000;
const MAX_NUMBER_LENGTH = 40;

const NUMBER = /-?\d[\d.eE+-]*/y;
/** Between two of these nothing has to be looked at. */
const STOP = /["[\]{},\-\d]/g;

function endOfString(text: string, start: number): number {
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) throw new ImportRefused('invalid_json');
    let slashes = 0;
    while (text[quote - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return quote + 1;
    at = quote + 1;
  }
}

/** Refuses JSON that would cost more memory than its length promises, before anything is built from it. Throws `ImportRefused`. */
export function checkJson(text: string): void {
  let depth = 0;
  let values = 0;
  STOP.lastIndex = 0;
  for (let stop = STOP.exec(text); stop !== null; stop = STOP.exec(text)) {
    const [character] = stop;
    if (character === '"') STOP.lastIndex = endOfString(text, stop.index);
    else if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    else if (character !== ',') {
      NUMBER.lastIndex = stop.index;
      const number = NUMBER.exec(text)?.[0] ?? '';
      if (number.length > MAX_NUMBER_LENGTH || Math.abs(Number(number)) === Number.POSITIVE_INFINITY)
        throw new ImportRefused('number_too_large');
      STOP.lastIndex = stop.index + Math.max(number.length, 1);
    }
    if (depth > MAX_DEPTH) throw new ImportRefused('too_deep', { detail: `at most ${MAX_DEPTH} levels` });
    if (character === ',' || character === '[' || character === '{') values += 1;
    if (values > MAX_VALUES) throw new ImportRefused('too_many_values', { detail: `at most ${MAX_VALUES}` });
  }
}
