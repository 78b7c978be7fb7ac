import { answer, type Question } from './answer.ts';

globalThis.addEventListener('message', ({ data }: MessageEvent<Question>) => globalThis.postMessage(answer(data)));
globalThis.postMessage('ready');
