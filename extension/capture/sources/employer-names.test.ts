import { describe, expect, it } from 'vitest';
import { employerScore } from './employer-names.ts';

describe('how surely a text names an employer', () => {
  it.each([
    ['Holzbau Emsaue GmbH', 2],
    ['Kinta Ceramics Sdn Bhd', 2],
    ['Balatoni Hajójavító Zrt.', 2],
    ['Stocznia Mewa Sp. z o.o.', 2],
    ['Rakennus Halla Oy', 2],
    ['Solbakken Fjord AS', 2],
    ['株式会社ひなた紙器', 2],
    ['杭州茶园食品有限公司', 2],
    ['ООО «Лодка»', 2],
    ['Vilhelmina kommun', 1],
    ['University of Wharfedale', 1],
    ['County of Harney', 1],
    ['Loom Technician', 0],
    ['Sales Manager AG', 0],
    ['Bergen', 0],
    ['We are a GmbH. We weave', 0],
    ['', 0],
  ] as const)('%s: %i', (text, score) => expect(employerScore(text)).toBe(score));
});
