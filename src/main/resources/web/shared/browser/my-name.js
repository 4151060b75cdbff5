// Which of the names that tasks give for who asked is yours. Asked for once, kept in the browser and nowhere else.

import { choice, choose } from './choices.js';
import { dialog } from './dialog.js';
import { button, clean, foreign, h } from './dom.js';

const LONGEST = 120;
const MOST_NAMES = 12;

/** The name that was chosen; nothing before that. */
export const me = () => choice('me') || undefined;

/** Whether nobody was asked for it yet. */
export const isUnasked = () => !me() && !choice('nameless');

/** A field for the name; `take()` keeps what was typed, or that nothing was. */
export function nameField() {
  const field = h('input', { type: 'text', maxlength: LONGEST, spellcheck: 'false', autocomplete: 'nickname' });
  const element = h('label', { class: 'sign' }, 'Your name ', field, h('small', { class: 'faint' },
    ' so that others see who it was; it may stay empty'));
  const take = () => {
    const name = clean(field.value, LONGEST);
    choose(name ? 'me' : 'nameless', name || true);
  };
  return { element, field, take };
}

/** Asks for it, offering the names that there are, and tells of the one that was chosen. */
export function askMe(names, chosen) {
  const take = (name) => {
    if (!name) return;
    choose('me', name);
    shut();
    chosen(name);
  };
  const other = h('input', { type: 'text', maxlength: LONGEST, 'aria-label': 'Another name',
    placeholder: 'Another name', spellcheck: 'false' });
  const form = h('form', {}, other, ' ', h('button', { class: 'btn', type: 'submit' }, 'Use this name'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    take(clean(other.value, LONGEST));
  });
  const shut = dialog('help settings', 'mine-title', 'Which name is yours?',
    h('p', { class: 'faint' }, 'The name by which tasks say who asked for them. Kept in this browser; the '
      + 'settings can change it.'),
    h('div', { class: 'names' }, names.slice(0, MOST_NAMES).map((name) =>
      button('btn', {}, () => take(name), foreign(name, LONGEST)))),
    form);
}
