import { LETTER, clean, fold, plain } from '../text.ts';

const NOT_A_COMPANY =
  /^(?:n\/?a|none|null|undefined|company|employer|home|jobs?|careers?|karriere|career site|job board|confidential|anonymous|privacy policy|apply|login|sign in|about us|logo|company logo|brand logo|header logo|site logo|view profile|view company|follow|menu|our company|the company|this company|us|hiring|details|overview|website|the team|linkedin|facebook|twitter|indeed|glassdoor|remote|external career site|careers page|career opportunities|job opportunities|open positions|current openings|join us|job search|jobs search|application|job application|vacancies|vacancy|employers?|for employers|candidates|find a job|find jobs|post a job|see popular|view all|all jobs|my account|read more|learn more|reviews?|open|all|our|current|(?:go )?back|personal information)$/;

/** An employer's name as one line: from text or schema.org's Organization; `null` for what can't be one ("Careers", "Logo", an address). */
export function parseCompany(raw: unknown, depth = 0): string | null {
  if (depth > 4) return null;
  if (Array.isArray(raw)) return raw.length ? parseCompany(raw[0], depth + 1) : null;
  if (typeof raw === 'object' && raw !== null) {
    const organization = raw as Record<string, unknown>;
    return parseCompany(organization['name'] ?? organization['legalName'] ?? null, depth + 1);
  }
  if (typeof raw !== 'string') return null;
  const text = clean(plain(raw))
    .replace(/^(?:about|at|by|bei|chez|company|employer|firma|posted by)\s*:\s*/i, '')
    .replace(/^(?:[|•·\-–—:,@]\s*)+|(?:\s*[|•·\-–—:,])+$/g, '')
    .replace(
      /\s+(?:logo|careers?(?: site| page)?|jobs?(?: board)?|karriere|career|company logo|logotype|recruiting|recruitment portal)$/i,
      '',
    )
    .replace(
      /^(?:logo (?:of |von |de |for )?|(?:careers?|jobs|karriere|working|work|life|opportunities) (?:at|bei|chez|with) |company logo (?:of|for) )/i,
      '',
    )
    .trim();
  if (text.length < 2 || text.length > 120 || !LETTER.test(text)) return null;
  if ((fold(text).match(/\b(?:jobs?|vacancies|careers?|employment|hiring|openings|vacantes|empleos?)\b/g)?.length ?? 0) > 1) return null;
  if (NOT_A_COMPANY.test(fold(text)) || /^https?:|^www\.|@\w+\.\w/.test(text) || /\.(?:png|jpe?g|svg|gif|webp)$/i.test(text)) return null;
  if (text.length > 50 && /[.!?]\s/.test(text.replace(/\b(?:inc|ltd|co|corp|st|dr|s\.r\.o|a\.s|[A-Za-zÀ-ÖØ-öø-ʯͰ-῿぀-퟿])\.\s/gi, '')))
    return null;
  return text;
}
