import { OUTCOMES, STAGES } from '../../../contract/index.ts';
import { text } from '../../texts/text.ts';
import { outcomeWord, stageWord } from '../../texts/words.ts';
import type { FlowNode } from './flows.ts';

/** What a step or an end is called. */
export function flowWord(name: FlowNode): string {
  const stage = STAGES.find((known) => known === name);
  if (stage) return stageWord(stage);
  const outcome = OUTCOMES.find((known) => known === name);
  if (outcome) return outcomeWord(outcome);
  return text(name === 'open' ? 'flowOpen' : 'flowEnded');
}
