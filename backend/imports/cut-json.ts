import { ImportRefused } from './import-refused.ts';
import { createPace } from '../pace.ts';

/** A backup nests five deep; events hold values of fields, which are no deeper. */
const MAX_DEPTH = 32;
/** A backup of 10 MB has about 500,000 values; a file of nothing but commas has ten million, and an object for each. */
const MAX_VALUES = 1_000_000;
const MAX_NUMBER_LENGTH = 40;
/** The longest snapshot has 400,000 characters, of which each may be escaped; a piece is parsed in one go. */
const MAX_PIECE_LENGTH = 4 * 1024 * 1024;
const LOOKS_BETWEEN_TURNS = 2048;

/** JSON of which the objects inside the top level's lists are still text. */
export interface CutJson {
  /** The JSON with `{"piece":n}` in place of each of those objects. No object of the file itself can be mistaken for one: it would be cut out. */
  frame: string;
  pieces: string[];
}

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

function checkNumber(number: string): void {
  if (number.length > MAX_NUMBER_LENGTH || Math.abs(Number(number)) === Number.POSITIVE_INFINITY)
    throw new ImportRefused('number_too_large');
}

/**
 * Cuts JSON into pieces small enough to be parsed one by one, with others let in between, and refuses what would cost more memory than its
 * length promises, before anything is built from it. Whether it is JSON shows when it is parsed. Throws `ImportRefused`.
 */
export async function cutJson(text: string): Promise<CutJson> {
  // Both keep where they are, and two imports may take turns here.
  const stops = /["[\]{},\-\d]/g;
  const numbers = /-?\d[\d.eE+-]*/y;
  const pace = createPace();
  const pieces: string[] = [];
  const frame: string[] = [];
  let framed = 0;
  let pieceStart = -1;
  let depth = 0;
  let values = 0;
  let looks = 0;
  for (let stop = stops.exec(text); stop !== null; stop = stops.exec(text)) {
    const [character] = stop;
    if (character === '"') stops.lastIndex = endOfString(text, stop.index);
    else if (character === '[' || character === '{') {
      if (character === '{' && depth === 2) pieceStart = stop.index;
      depth += 1;
    } else if (character === ']' || character === '}') {
      depth -= 1;
      if (character === '}' && depth === 2) {
        if (pieceStart < 0) throw new ImportRefused('invalid_json');
        const piece = text.slice(pieceStart, stop.index + 1);
        if (piece.length > MAX_PIECE_LENGTH) throw new ImportRefused('row_too_large');
        frame.push(text.slice(framed, pieceStart), `{"piece":${pieces.length}}`);
        pieces.push(piece);
        framed = stop.index + 1;
        pieceStart = -1;
      }
    } else if (character !== ',') {
      numbers.lastIndex = stop.index;
      const number = numbers.exec(text)?.[0] ?? '';
      checkNumber(number);
      stops.lastIndex = stop.index + Math.max(number.length, 1);
    }
    if (depth > MAX_DEPTH) throw new ImportRefused('too_deep', { detail: `at most ${MAX_DEPTH} levels` });
    // What is no JSON at all (`}{`) could make a piece of what is none.
    if (depth < 0) throw new ImportRefused('invalid_json');
    if (character === ',' || character === '[' || character === '{') values += 1;
    if (values > MAX_VALUES) throw new ImportRefused('too_many_values', { detail: `at most ${MAX_VALUES}` });
    looks += 1;
    if (looks % LOOKS_BETWEEN_TURNS === 0) await pace();
  }
  frame.push(text.slice(framed));
  return { frame: frame.join(''), pieces };
}
