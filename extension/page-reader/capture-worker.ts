import { answer, type Question } from './answer.ts';
import { presentPractice } from './practice.ts';

let asked = false;

globalThis.addEventListener('message', ({ data }: MessageEvent<Question>) => {
  asked = true;
  globalThis.postMessage(answer(data));
});
globalThis.postMessage('ready');

setTimeout(() => {
  if (!asked) answer({ copy: presentPractice(), budgetMs: 500 });
});
