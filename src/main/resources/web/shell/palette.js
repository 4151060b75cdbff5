// The palette: tasks by words, saved views, pages, and what the keys of the page do, to be found by typing. It is a
// combobox: the focus stays in its field, the arrows choose, Enter does what is chosen.

import { dialog } from '../shared/browser/dialog.js';
import { clean, copy, fill, foreign, h, joined, toast } from '../shared/browser/dom.js';
import { faceOf, partsOf, tables } from '../shared/browser/keys.js';
import { addressOf, views } from '../shared/browser/views.js';
import * as api from '../shared/server/api.js';
import { mark, phaseWord } from '../shared/tasks/words.js';

const MOST_TASKS = 8;
const MOST_ACTS = 8;
const SEARCH_AFTER = 150;

/** Headings whose keys are of no use from here. */
const ELSEWHERE = ['Help'];

/** Keys that only walk about. */
const WALKING = ['j', 'k', 'Escape', '/', 'Enter', 'Ctrl+K'];

class Palette {
  #options = [];
  #chosen = 0;
  #tasks = [];
  #said = '';
  #timer;
  #reading;

  /** `go` goes to an address of ours. */
  constructor(go) {
    this.go = go;
    this.acts = [...marks(), ...tables().filter(({ heading }) => !ELSEWHERE.includes(heading)).flatMap(({ keys }) =>
      keys.filter(({ key }) => !WALKING.includes(key)))];
    this.field = h('input', { type: 'text', role: 'combobox', 'aria-expanded': 'true', 'aria-controls': 'palette-list',
      'aria-autocomplete': 'list', 'aria-label': 'Find a task, a view, a page or an act', maxlength: 200,
      placeholder: 'Find a task, a view, a page or an act…', spellcheck: 'false', autocomplete: 'off',
      oninput: () => this.#typed(), onkeydown: (event) => this.#pressed(event) });
    this.list = h('div', { id: 'palette-list', role: 'listbox', 'aria-label': 'What was found' });
    this.note = h('p', { class: 'faint', role: 'status' });
    this.shut = dialog('help palette', 'palette-title', 'Palette', this.field, this.list, this.note);
    this.field.focus();
    this.#show();
  }

  #typed() {
    this.#chosen = 0;
    this.#show();
    clearTimeout(this.#timer);
    this.#reading?.abort();
    if (this.#words) this.#timer = setTimeout(() => this.#search(), SEARCH_AFTER);
    else this.#tasks = [];
  }

  get #words() {
    return this.field.value.trim();
  }

  async #search() {
    const { signal } = (this.#reading = new AbortController());
    try {
      const { items, exact = [], showing } = await api.tasks({ q: this.#words, limit: MOST_TASKS }, signal);
      const named = new Set(exact.map(({ id }) => id));
      this.#tasks = [...exact, ...items.filter(({ id }) => !named.has(id))].slice(0, MOST_TASKS);
      this.#said = showing ? `No task has that; these match “${clean(showing, 60)}”.` : '';
    } catch (problem) {
      if (signal.aborted) return;
      this.#tasks = [];
      this.#said = clean(problem.message, 120);
    }
    if (this.field.isConnected) this.#show();
  }

  /** All that fits what was typed, in groups. */
  #found() {
    const words = this.#words.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (text) => words.every((word) => text.toLowerCase().includes(word));
    const acts = this.acts.filter(({ does }) => fits(does));
    const isPage = ({ key }) => /^g ./.test(key);
    return [
      ['Tasks', (words.length ? this.#tasks : []).map((task) => this.#task(task))],
      ['Views', views().filter(({ name }) => fits(name)).map((view) => ({ key: `view ${view.name}`,
        face: foreign(view.name, 60), run: () => this.go(addressOf(view)) }))],
      ['Pages', acts.filter(isPage).map((one) => this.#act(one))],
      ['Here', [...acts.filter((one) => !isPage(one)).slice(0, words.length ? MOST_ACTS : undefined)
        .map((one) => this.#act(one)), ...fits('Copy the link to this page') ? [{ key: 'link',
        face: 'Copy the link to this page', run: () => copied(location.href) }] : []]],
    ].filter(([, options]) => options.length);
  }

  #task(task) {
    const about = joined([phaseWord(task.phase, task.outcome), task.owner && foreign(task.owner.name, 40)]);
    return { key: `task ${task.id}`, face: [mark(task.attention, task.phase), h('b', {}, foreign(task.name, 90)),
      h('small', {}, about)], run: () => this.go(api.pageOf(task.id)) };
  }

  #act({ key, does, run }) {
    const keys = (key ? partsOf(key) : []).flatMap((one) => [h('kbd', { 'aria-hidden': 'true' }, faceOf(one)), ' ']);
    return { key: `act ${key} ${does}`, face: [foreign(does, 120), h('span', { class: 'keyed' }, keys)],
      run: () => run({ key, target: document.activeElement }) };
  }

  #show() {
    const groups = this.#found();
    this.#options = groups.flatMap(([, options]) => options);
    this.#chosen = Math.min(this.#chosen, Math.max(0, this.#options.length - 1));
    let index = -1;
    fill(this.list, groups.map(([heading, options], group) => h('div', { role: 'group',
      'aria-labelledby': `palette-${group}` }, h('div', { class: 'heading', role: 'presentation',
      id: `palette-${group}` }, heading), options.map((option) => {
      index += 1;
      return h('div', { role: 'option', id: `palette-option-${index}`, 'data-index': String(index),
        'aria-selected': String(index === this.#chosen), onclick: () => this.#take(option) }, option.face);
    }))));
    const none = this.#options.length ? '' : 'Nothing is called like that.';
    const said = this.#words ? this.#said || none : '';
    if (this.note.textContent !== said) this.note.textContent = said;
    this.#mark();
  }

  #mark() {
    for (const one of this.list.querySelectorAll('[role=option]')) {
      const isChosen = one.dataset.index === String(this.#chosen);
      one.setAttribute('aria-selected', String(isChosen));
      if (isChosen) one.scrollIntoView({ block: 'nearest' });
    }
    if (this.#options.length) this.field.setAttribute('aria-activedescendant', `palette-option-${this.#chosen}`);
    else this.field.removeAttribute('aria-activedescendant');
  }

  #pressed(event) {
    const { length } = this.#options;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 }[event.key];
    if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      if (length) this.#take(this.#options[this.#chosen]);
    } else if (step && length) {
      event.preventDefault();
      this.#chosen = Math.abs(step) > 1 ? Math.max(0, Math.min(length - 1, this.#chosen + step))
        : (this.#chosen + step + length) % length;
      this.#mark();
    }
  }

  /** What was focused before has the focus again, so that an act is on the row that it was meant for. */
  #take({ run }) {
    this.shut();
    if (run() === false) toast('That needs a task: choose one first, with j and k.');
  }
}

/** What the page of a task has to press, which has no keys of its own. */
function marks() {
  const buttons = document.querySelectorAll('main article.task .next :is([data-verb], [data-snooze], [data-link], '
    + '[type=button][data-act]:enabled)');
  return [...buttons].filter((one) => one.checkVisibility()).map((one) => ({ key: '',
    does: one.getAttribute('aria-label') ?? one.textContent, run: () => one.click() }));
}

async function copied(text) {
  await copy(text);
  toast('The link is copied.');
}

/** Opens it, unless something else stands before the page. `go` goes to an address of ours. */
export function openPalette(go) {
  if (!document.querySelector('dialog[open]')) new Palette(go);
}
