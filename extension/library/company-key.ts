/** Legal forms at the end of a name: the same employer is written with and without. */
const LEGAL_FORM =
  /[\s,]+(?:a\/s|aps|as|ab|oy|oyj|asa|ag|gmbh|gmbh & co\.? kg|kg|se|ug|ltd|limited|llc|llp|plc|inc|incorporated|corp|corporation|co|company|bv|b\.v|nv|n\.v|sa|s\.a|sas|sarl|srl|s\.r\.l|spa|s\.p\.a|sl|s\.l|pty ltd|pte ltd|k\.k|sp\. z o\.o)\.?$/;

/** One spelling for one employer, for looking up only: without case, accents' encoding, a legal form, or spare blanks. */
export function companyKey(name: string): string {
  const plain = name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  return plain.replace(LEGAL_FORM, '').trim() || plain;
}
