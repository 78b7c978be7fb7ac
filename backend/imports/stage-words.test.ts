import { describe, expect, it } from 'vitest';
import { STAGES } from '../../contract/application.ts';
import { TABLE_DIALECTS } from './dialects/index.ts';
import { generic } from './dialects/generic.ts';
import { teal } from './dialects/teal.ts';
import { foldWord, stageWords } from './stage-words.ts';

const meaningOf = (word: string): unknown => stageWords(generic, {}).get(foldWord(word));

describe('a status word', () => {
  it.each([
    ['WISH_LIST', 'saved', null],
    ['Applied', 'applied', null],
    ['phone-screen', 'screening', null],
    ['Interview scheduled', 'interviewing', null],
    ['Offer received', 'offered', null],
    ['Hired', 'closed', 'accepted'],
    ['offer declined', 'closed', 'declined'],
    ['Not Selected', 'closed', 'rejected'],
    ['I Withdrew', 'closed', 'withdrawn'],
    ['No response', 'closed', 'ghosted'],
    ['Expired', 'closed', 'expired'],
  ])('%s means one thing to everybody', (word, stage, outcome) => expect(meaningOf(word)).toEqual({ stage, outcome }));

  it.each(['Declined', 'Closed', 'Archived', 'Pending', 'In progress', 'Cold leads', 'Applying', '🤷'])('%s is asked for', (word) =>
    expect(meaningOf(word)).toBeUndefined(),
  );

  it('means what the product means, and before all what the person says', () => {
    expect(stageWords(teal, {}).get(foldWord('Applying'))).toEqual({ stage: 'saved', outcome: null });
    expect(stageWords(teal, { 'applying ': { stage: 'applied', outcome: null } }).get(foldWord('Applying'))).toEqual({
      stage: 'applied',
      outcome: null,
    });
  });

  it('of signs only is its own', () => expect(foldWord('🤷')).not.toBe(foldWord('🎉')));

  it('has an outcome only where it closes, in every dialect', () => {
    const meanings = TABLE_DIALECTS.flatMap((dialect) => [...stageWords(dialect, {}).values()]);
    expect(meanings.filter(({ stage, outcome }) => !STAGES.includes(stage) || (outcome !== null && stage !== 'closed'))).toEqual([]);
  });
});
