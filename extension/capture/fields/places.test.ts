import { describe, expect, it } from 'vitest';
import { countryInLocation, placeScore } from './places.ts';

describe('how surely a text is a place', () => {
  it.each([
    ['Oslo, Norway', 2],
    ['Seattle, WA', 2],
    ['Gdynia, pomorskie', 2],
    ['長野県松本市', 2],
    ['杭州市余杭区', 2],
    ['강원 춘천시', 2],
    ['Quimper - 29', 1],
    ['Belluno (BL)', 1],
    ['Leeds, West Yorkshire, United Kingdom and 1 more', 2],
    ['Norway', 1],
    ['Full-time', 0],
    ['Loom Technician', 0],
    ['Apply now!', 0],
    ['', 0],
  ] as const)('%s: %i', (text, score) => expect(placeScore(text)).toBe(score));
});

describe('the country of a location', () => {
  it.each([
    ['Spokane, WA', true, 'US'],
    ['Joinville, SC', false, null],
    ['Quesnel, BC, Canada', false, 'CA'],
    ['Haifa, Israel', true, 'IL'],
    ['Skipton', true, null],
  ] as const)('%s, with states %s: %s', (text, states, country) => expect(countryInLocation(text, states)).toBe(country));
});
