// What to do about something that is wrong, and the command of it to copy, where it ends in one.

import { button, copy, fill, foreign, h } from '../shared/browser/dom.js';

/** `key` is by what its button is known when all is made anew. */
export function fix(remedy, key) {
  const [, words, command] = /^(.*?):\s+(\S+ \S.*)$/s.exec(remedy) ?? [];
  if (!command) return h('p', { class: 'next' }, h('span', { class: 'say' }, foreign(remedy, 400)));
  const said = h('span', { class: 'word' }, 'copy');
  const press = async () => {
    await copy(command);
    fill(said, 'copied');
  };
  return h('p', { class: 'next' }, h('span', { class: 'say' }, foreign(words, 300)),
    button('btn command', { 'data-key': key, title: 'Copy this command' }, press,
      h('code', {}, foreign(command, 300)), said));
}
