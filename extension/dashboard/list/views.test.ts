import { describe, expect, it } from 'vitest';
import { buildServices, OWNER } from '../testing/build-services.ts';
import { createListStore } from './list-store.ts';
import { createViews } from './views.ts';

const { services } = buildServices(async () => {});
const open = () => {
  const list = createListStore();
  return { list, views: createViews(services.storage, OWNER, list) };
};
const names = () => open().views.saved.value.map(({ name }) => name);

describe('two pages of one account', () => {
  it('lose none of the views that the other saved', () => {
    const [one, other] = [open(), open()];
    one.views.save('mine');
    other.list.sort.value = { column: 'company', descending: false };
    other.views.compact.value = true;
    expect(names()).toEqual(['mine']);
    other.views.save('theirs');
    expect(names()).toEqual(['mine', 'theirs']);
    expect(other.views.saved.value).toHaveLength(2);
  });

  it('remove what the other saved, and put it back', () => {
    const { views } = open();
    const [mine] = views.saved.value;
    open().views.save('third');
    views.remove(mine!);
    expect(names()).toEqual(['theirs', 'third']);
    views.restore(mine!, 0);
    expect(names()).toEqual(['mine', 'theirs', 'third']);
  });
});
