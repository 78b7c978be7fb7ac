import { answer, type Question } from './answer.ts';
import { presentPractice } from './practice.ts';

globalThis.addEventListener('message', ({ data }: MessageEvent<Question | 'practise'>) => {
  if (data === 'practise') answer({ copy: presentPractice(), budgetMs: 500 });
  else globalThis.postMessage(answer(data));
});
globalThis.postMessage('ready');
