import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIFFERENT, NO_KEY, SAME } from './fixtures/posting-keys.ts';
import { postingKey } from './posting-key.ts';

const keyOf = (address: string): string | null => postingKey(new URL(address));

describe('one posting keeps its key over all its addresses', () => {
  for (const [key, ...addresses] of SAME) {
    for (const address of addresses) it(`${key} ← ${address}`, () => expect(keyOf(address)).toBe(key));
  }
});

describe('two postings never share a key', () => {
  for (const [one, other] of DIFFERENT) {
    it(`${one} ≠ ${other}`, () => {
      expect(keyOf(one)).not.toBeNull();
      expect(keyOf(one)).not.toBe(keyOf(other));
    });
  }
});

describe('an address that many postings share gives no key', () => {
  for (const address of NO_KEY) it(`${address}`, () => expect(keyOf(address)).toBeNull());
});

describe('a key that would be too long', () => {
  const long = `https://acme.example/jobs/12345?reference=${'x'.repeat(900)}`;
  it('fits the column, and stays the same', () => {
    expect(keyOf(long)?.length).toBe(600);
    expect(keyOf(long)).toBe(keyOf(`${long}&utm_source=mail`));
  });
  it('still tells apart what differs at the end', () => expect(keyOf(`${long}1`)).not.toBe(keyOf(`${long}2`)));
});

describe('for any address', () => {
  const words = fc.constantFrom(
    'jobs',
    'careers',
    'job',
    'en-US',
    'apply',
    '12345',
    'head-of-kitchen',
    'search',
    '%',
    '%zz',
    'köchin',
    'a;jsessionid=1',
    'index.html',
    '2',
  );
  const path = fc.array(words, { maxLength: 6 }).map((parts) => `/${parts.join('/')}`);
  const query = fc.array(
    fc.tuple(fc.constantFrom('id', 'q', 'ref', 'jobId', 'page', 'x', 'country'), fc.constantFrom('1', 'abc', '12345', '')),
    { maxLength: 4 },
  );
  const host = fc.constantFrom('acme.example', 'www.linkedin.com', 'acme.wd5.myworkdayjobs.com', 'de.indeed.com', 'boards.greenhouse.io');
  const hash = fc.constantFrom('', '#top', '#/jobs/1', '#!/search?q=1');
  const address = fc
    .tuple(host, path, query, hash)
    .map(([at, where, pairs, route]) => `https://${at}${where}?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}${route}`);

  const NAMES =
    'gh_jid ashby_jid jvi jobId job_id jobid JobID job-id jid id ID reqId req_id requisitionId rid posting postingId position positionId vacancy vacancyId offer offerId oferta annonce advertId ad adId ref refnr nr stellenId stelle jk vjk job j p pid opportunityId jobReqId jobSeqNo jobcode code slug uid uuid key token item entry show detail view apply step mode tab finnkode rec_idx career_job_req_id currentJobId'.split(
      ' ',
    );
  const generic = fc
    .tuple(
      fc.constantFrom('acme.example', 'm.acme.example', 'careers.acme.example', 'acme.bamboohr.com', 'boards.greenhouse.io'),
      fc.constantFrom(
        '/',
        '/careers',
        '/careers/',
        '/jobs/search',
        '/de/karriere',
        '/amp/careers',
        '/careers/apply',
        '/embed/job_app',
        '/index.html',
      ),
      fc.constantFrom('', 'utm_source=x&', 'q=cook&page=2&', 'for=acme&', 'lang=de&'),
      fc.constantFrom('?', '#', '#?', '#/jobs/', '#!/position/', '#/?'),
      fc.constantFrom(...NAMES),
    )
    .map(([at, where, noise, mark, name]) => (posting: string) => {
      const own = mark.endsWith('/') ? posting : `${name}=${posting}`;
      return mark === '?' ? `https://${at}${where}?${noise}${own}` : `https://${at}${where}?${noise}${mark}${own}`;
    });
  const posting = fc.oneof(
    fc.integer({ min: 1, max: 9_999_999 }).map(String),
    fc.uuid(),
    fc.constantFrom('cook', 'head-of-kitchen', 'head-of-bakery-cork', 'R-20231', 'R-20232', 'true', 'apply'),
  );

  it('two postings at one generic address never share a key', () => {
    fc.assert(
      fc.property(generic, posting, posting, (address, one, other) => {
        fc.pre(one !== other);
        const key = keyOf(address(one));
        return key === null || keyOf(address(other)) !== key;
      }),
      { numRuns: 2000 },
    );
  });

  it('tracking changes nothing', () => {
    fc.assert(
      fc.property(
        address,
        fc.constantFrom('utm_source', 'gclid', 'fbclid', 'msclkid', 'li_fat_id', 'trk', 'gh_src', 'lever-source'),
        (at, name) => {
          const tracked = new URL(at);
          tracked.searchParams.append(name, 'newsletter-2026');
          expect(postingKey(tracked)).toBe(keyOf(at));
        },
      ),
    );
  });
  it('neither does a slash at the end, the order of parameters, or http for https', () => {
    fc.assert(
      fc.property(address, (at) => {
        const other = new URL(at.replace('https:', 'http:'));
        other.search = [...other.searchParams]
          .toReversed()
          .map(([name, value]) => `${name}=${value}`)
          .join('&');
        if (!other.pathname.endsWith('/')) other.pathname += '/';
        expect(postingKey(other)).toBe(keyOf(at));
      }),
    );
  });
  it('a key has 1 to 600 characters, and a long id makes no exception', () => {
    fc.assert(
      fc.property(address, fc.tuple(fc.webSegment(), fc.integer({ min: 1, max: 900 })), (at, [word, times]) => {
        const key = postingKey(new URL(`${at.split('?')[0] ?? ''}/${word.repeat(times)}`));
        expect(key).not.toBe('');
        expect(key?.length ?? 0).toBeLessThanOrEqual(600);
      }),
    );
  });
  it('no address hangs, whatever it repeats', () => {
    for (const piece of ['-', '--1234', '/a', '/job/', '-1', ';jsessionid=', '%20', '/apply', 'f0']) {
      for (const host of ['acme.example', 'www.stepstone.de', 'www.linkedin.com', 'acme.wd5.myworkdayjobs.com', 'www.monster.com']) {
        const url = new URL(`https://${host}/jobs/${piece.repeat(1000)}x`);
        // What takes exponential time here does not end within the test's time.
        expect(postingKey(url)).not.toBe('');
      }
    }
  });
});
