// In which order and in which groups the board stands, to choose; and views to save, rename, copy and remove.

import { dialog } from '../shared/browser/dialog.js';
import { button, copy, fill, foreign, h, toast } from '../shared/browser/dom.js';
import { addressOf, removeView, saveView, viewAt, viewOf, views } from '../shared/browser/views.js';
import { GROUPINGS, SORTS } from './board-order.js';

const MOST_LABELS = 12;

/** What of an address arranges the board. */
const ARRANGED = ['sort', 'group'];

export const arrangedBy = (params) =>
  Object.fromEntries(ARRANGED.map((name) => [name, params.get(name) ?? undefined]));

export class Arrange {
  #key;

  /** `set` takes what is to change in the address. */
  constructor(set) {
    this.sort = this.#select('Order', (sort) => set({ sort }));
    this.group = this.#select('Groups', (group) => set({ group }));
    this.element = h('div', { class: 'arrange' }, this.sort, this.group);
  }

  #select(label, chosen) {
    return h('select', { 'aria-label': label, onchange: ({ target }) => chosen(target.value || undefined) });
  }

  show({ sort, group }, labels) {
    const names = [...new Set(labels.map((label) => label.split(':')[0]))].slice(0, MOST_LABELS);
    const key = JSON.stringify([sort, group, names]);
    if (key === this.#key) return;
    this.#key = key;
    const asked = group?.startsWith('label:') && group.slice(6);
    const grouped = asked && !names.includes(asked) ? [asked, ...names] : names;
    options(this.sort, sort, { '': 'Most pressing first', ...SORTS });
    options(this.group, group, { '': 'By what they want', owner: `By ${GROUPINGS.owner.toLowerCase()}`,
      source: `By ${GROUPINGS.source.toLowerCase()}`,
      ...Object.fromEntries(grouped.map((name) => [`label:${name}`, `By ${name}`])) });
  }
}

function options(select, chosen = '', words) {
  fill(select, Object.entries(words).map(([value, word]) =>
    h('option', { value, selected: value === chosen }, foreign(word, 40).textContent)));
  select.value = chosen;
}

/** The chips of the saved views, and of what could become one. `go` goes to an address, `changed` draws them anew. */
export function viewChips(search, changed) {
  const here = viewOf(search);
  const known = viewAt(search);
  const saved = views().map((view) => h('a', { class: view === known ? 'chip view on' : 'chip view',
    href: addressOf(view), 'data-route': true, 'aria-current': view === known && 'true' }, foreign(view.name, 40)));
  const own = [
    known && button('chip quiet', { 'aria-label': `Rename, copy or remove the view ${known.name}` },
      () => edit(known, changed), '⋯'),
    here && !known && button('chip quiet', {}, () => edit({ name: '', search: here }, changed), 'Save this view'),
  ];
  return { saved, here: own };
}

function edit({ name, search }, changed) {
  const field = h('input', { type: 'text', maxlength: 40, 'aria-label': 'Name of the view', placeholder: 'Its name',
    spellcheck: 'false', value: name });
  const done = (said) => {
    shut();
    changed();
    toast(said);
  };
  const save = (event) => {
    event.preventDefault();
    if (saveView(field.value, search)) done(`The view “${field.value.trim()}” is saved.`);
    else field.focus();
  };
  const link = async () => {
    await copy(location.origin + addressOf({ search }));
    done('The link is copied.');
  };
  const shut = dialog('help settings', 'view-title', name ? 'This view' : 'Save this view',
    h('p', { class: 'faint' }, 'Filters, order and groups under a name. Kept in this browser; a link shows it to '
      + 'others.'),
    h('form', { class: 'names', onsubmit: save }, field, h('button', { class: 'btn go', type: 'submit' },
      name ? 'Rename' : 'Save')),
    h('div', { class: 'names' }, button('btn', {}, link, 'Copy the link'),
      name && button('btn', {}, () => {
        removeView(search);
        done(`The view “${name}” is removed.`);
      }, 'Remove')));
  field.focus();
}
