// @vitest-environment happy-dom
import { render, type ComponentChild } from 'preact';
import { act } from 'preact/test-utils';
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { Menu } from './menu.tsx';
import { Segmented } from './segmented.tsx';
import { TagInput } from './tag-input.tsx';
import { ToastRegion } from './toast-region.tsx';
import { createToasts } from './toasts.ts';
import { createTheme } from './theme.ts';

let root: HTMLElement;
beforeEach(() => {
  root = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  act(() => render(null, root));
  root.remove();
});
const show = (view: ComponentChild) => act(() => render(view, root));
const find = <E extends HTMLElement = HTMLElement>(selector: string) => root.querySelector<E>(selector)!;
const press = (target: Element, key: string) =>
  act(() => void target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })));
const type = (input: HTMLInputElement, text: string) =>
  act(() => {
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });

describe('a button at work', () => {
  it('does nothing when pressed again, and keeps its focus', () => {
    const onClick = vi.fn<() => void>();
    show(
      <Button busy onClick={onClick}>
        Send
      </Button>,
    );
    find('button').focus();
    find('button').click();
    expect(onClick).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(find('button'));
    expect(find('button').getAttribute('aria-disabled')).toBe('true');
  });
});

describe('a field', () => {
  it('ties its label, hint and error to the control', () => {
    show(
      <Field label="Name" hint="As on paper" error="Too short">
        {(control) => <input {...control} />}
      </Field>,
    );
    const input = find('input');
    expect(find('label').getAttribute('for')).toBe(input.id);
    const described = input
      .getAttribute('aria-describedby')!
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent);
    expect(described).toEqual(['Too short', 'As on paper']);
    expect(input.getAttribute('aria-invalid')).toBe('true');
  });
});

describe('a menu', () => {
  const chosen = vi.fn<(id: string) => void>();
  const items = ['Apple', 'Banana', 'Blueberry'].map((label) => ({
    id: label,
    label,
    selected: label === 'Banana',
    onSelect: () => chosen(label),
  }));
  beforeEach(() => {
    chosen.mockClear();
    show(
      <Menu label="Fruit" items={items}>
        Fruit
      </Menu>,
    );
  });
  const list = () => find('[role="menu"]');

  it('opens at the arrow key, on what is chosen', () => {
    press(find('button'), 'ArrowDown');
    expect(find('button').getAttribute('aria-expanded')).toBe('true');
    expect(document.activeElement?.textContent).toBe('Banana');
    expect(document.activeElement?.getAttribute('aria-checked')).toBe('true');
  });

  it('goes round with the arrows and to what is typed', () => {
    press(find('button'), 'ArrowDown');
    press(list(), 'ArrowDown');
    press(list(), 'ArrowDown');
    expect(document.activeElement?.textContent).toBe('Apple');
    press(list(), 'b');
    press(list(), 'l');
    expect(document.activeElement?.textContent).toBe('Blueberry');
    press(list(), 'Home');
    expect(document.activeElement?.textContent).toBe('Apple');
  });

  it('gives the focus back when it chooses', () => {
    press(find('button'), 'ArrowDown');
    act(() => (document.activeElement as HTMLElement).click());
    expect(chosen).toHaveBeenCalledWith('Banana');
    expect(list()).toBeNull();
    expect(document.activeElement).toBe(find('button'));
  });

  it('closes at Escape without choosing, and keeps the key to itself', () => {
    const outside = vi.fn<() => void>();
    document.addEventListener('keydown', outside);
    press(find('button'), 'ArrowDown');
    press(list(), 'Escape');
    document.removeEventListener('keydown', outside);
    expect(list()).toBeNull();
    expect(chosen).not.toHaveBeenCalled();
    expect(outside).not.toHaveBeenCalled();
  });

  it('closes when one clicks elsewhere', () => {
    press(find('button'), 'ArrowDown');
    act(() => void document.body.dispatchEvent(new Event('pointerdown', { bubbles: true })));
    expect(list()).toBeNull();
  });
});

describe('segments', () => {
  it('are radio buttons that say what was chosen', () => {
    const onChange = vi.fn<(value: string) => void>();
    show(
      <Segmented
        label="Theme"
        value="light"
        options={[
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
        onChange={onChange}
      />,
    );
    const [light, dark] = root.querySelectorAll('input');
    expect(light?.checked).toBe(true);
    act(() => dark?.click());
    expect(onChange).toHaveBeenCalledWith('dark');
  });
});

describe('a field of tags', () => {
  function Tags({ whole = false }: { whole?: boolean }) {
    const [values, setValues] = useState(['data']);
    return (
      <TagInput
        label="Tags"
        values={values}
        suggestions={['data', 'dream', 'remote', 'Acme, Inc.']}
        whole={whole}
        removeLabel={(tag) => `Remove ${tag}`}
        onChange={setValues}
      />
    );
  }
  beforeEach(() => {
    show(<Tags />);
    act(() => find<HTMLInputElement>('input').focus());
  });
  const input = () => find<HTMLInputElement>('input');
  const tags = () => [...root.querySelectorAll('.tag')].map((tag) => tag.textContent);

  it('adds at Enter and at a comma', () => {
    type(input(), 'visa');
    press(input(), 'Enter');
    type(input(), 'a,b');
    expect(tags()).toEqual(['data', 'visa', 'a', 'b']);
    expect(input().value).toBe('');
  });

  it('adds a suggestion as a whole, with its comma and in its spelling', () => {
    type(input(), 'acme');
    press(input(), 'ArrowDown');
    press(input(), 'Enter');
    type(input(), 'REMOTE');
    press(input(), 'Enter');
    expect(tags()).toEqual(['data', 'Acme, Inc.', 'remote']);
  });

  it('takes a comma for a part of the word, where words have one, and Enter for the first that is offered', () => {
    show(<Tags whole />);
    type(input(), 'inc');
    press(input(), 'Enter');
    type(input(), 'Smith, Jones');
    press(input(), 'Enter');
    expect(tags()).toEqual(['data', 'Acme, Inc.', 'Smith, Jones']);
  });

  it('does not add what is there, in whatever case', () => {
    type(input(), 'DATA');
    press(input(), 'Enter');
    expect(tags()).toEqual(['data']);
  });

  it('offers what is not chosen yet, and takes it by arrow and Enter', () => {
    type(input(), 'd');
    expect([...root.querySelectorAll('[role="option"]')].map((option) => option.textContent)).toEqual(['dream']);
    press(input(), 'ArrowDown');
    expect(document.getElementById(input().getAttribute('aria-activedescendant')!)?.textContent).toBe('dream');
    press(input(), 'Enter');
    expect(tags()).toEqual(['data', 'dream']);
  });

  it('removes the last at Backspace in the empty field, and any by its button', () => {
    type(input(), 'x');
    press(input(), 'Backspace');
    expect(tags()).toEqual(['data']);
    type(input(), '');
    press(input(), 'Backspace');
    expect(tags()).toEqual([]);
  });

  it('keeps a word that was typed when the focus moves on', () => {
    type(input(), 'visa');
    act(() => input().blur());
    expect(tags()).toEqual(['data', 'visa']);
  });
});

describe('toasts', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('with an action stay ten seconds, not more', () => {
    const toasts = createToasts();
    toasts.show({ message: 'Deleted', action: { label: 'Undo', run: () => {} } });
    vi.advanceTimersByTime(9_999);
    expect(toasts.shown.value).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(toasts.shown.value).toHaveLength(0);
  });

  it('wait while the pointer rests on them', () => {
    const toasts = createToasts();
    toasts.show({ message: 'Deleted', action: { label: 'Undo', run: () => {} } });
    vi.advanceTimersByTime(8_000);
    toasts.hold();
    vi.advanceTimersByTime(60_000);
    expect(toasts.shown.value).toHaveLength(1);
    toasts.release();
    vi.advanceTimersByTime(1_999);
    expect(toasts.shown.value).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(toasts.shown.value).toHaveLength(0);
  });

  it('are no more than three', () => {
    const toasts = createToasts();
    for (const message of ['1', '2', '3', '4']) toasts.show({ message });
    expect(toasts.shown.value.map(({ message }) => message)).toEqual(['2', '3', '4']);
  });

  it('are read aloud where they appear, and act once', () => {
    const toasts = createToasts();
    const undo = vi.fn<() => void>();
    show(<ToastRegion toasts={toasts} label="Notifications" dismissLabel="Dismiss" />);
    expect(find('[aria-live="polite"]')).not.toBeNull();
    act(() => void toasts.show({ message: 'Deleted', action: { label: 'Undo', run: undo } }));
    act(() => find('.toast button').click());
    expect(undo).toHaveBeenCalledOnce();
    expect(toasts.shown.value).toHaveLength(0);
  });
});

describe('the theme', () => {
  it('is what was chosen last, also on the next page', () => {
    localStorage.clear();
    const theme = createTheme(root, localStorage);
    expect(root.dataset['theme']).toBeUndefined();
    theme.value = 'dark';
    expect(root.dataset['theme']).toBe('dark');
    expect(createTheme(root, localStorage).value).toBe('dark');
  });

  it('does without storage, and does not believe what is in it', () => {
    expect(createTheme(root, null).value).toBe('system');
    localStorage.setItem('theme', 'neon');
    expect(createTheme(root, localStorage).value).toBe('system');
  });
});
