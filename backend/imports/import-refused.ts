import { IMPORT_REFUSALS, type ImportRefusal } from '../../contract/imports.ts';

/** A whole file is refused: `code` for machines, the message for the person, `row` where one row is the reason. Never quotes the file. */
export class ImportRefused extends Error {
  readonly code: ImportRefusal;
  readonly row: number | null;

  constructor(code: ImportRefusal, { row = null, detail, ...options }: ErrorOptions & { row?: number | null; detail?: string } = {}) {
    super([row === null ? '' : `Row ${row}: `, IMPORT_REFUSALS[code], detail ? ` (${detail})` : ''].join(''), options);
    this.name = 'ImportRefused';
    this.code = code;
    this.row = row;
  }
}
