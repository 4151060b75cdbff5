// The board as of any moment: the same words, by what had been heard by then. The moment stands in the address.

import { button, clean, fill, foreign, h } from '../shared/browser/dom.js';
import { clock, now, spoken } from '../shared/browser/time.js';
import * as api from '../shared/server/api.js';
import { news } from '../shared/tasks/whole-text.js';
import { GROUPS, mark, phaseWord, plural, toneOf } from '../shared/tasks/words.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const PAGE = 100;
const READ_AFTER = 120;
const STEPS = [[-60, '− 1 h'], [-10, '− 10 min'], [-1, '− 1 min'], [1, '+ 1 min'], [10, '+ 10 min'], [60, '+ 1 h']];

/** What settled by then is the past of the past. */
const SHOWN = Object.keys(GROUPS).filter((name) => name !== 'settled');

const two = (count) => String(count).padStart(2, '0');

/** As a field for days and times takes it, by this clock. */
const typed = (time) => {
  const at = new Date(time);
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
};

export default class ThenPage {
  static css = ['rooms/then.css'];
  within = '/history';
  title = 'The board as it was';
  #reading;
  #soon;

  constructor(shell) {
    this.shell = shell;
    this.sentence = h('h1', { class: 'sitrep' }, 'Looking…');
    this.field = h('input', { type: 'datetime-local', 'aria-label': 'Day and time',
      onchange: ({ target }) => target.value && this.#go(new Date(target.value).getTime()) });
    this.slider = h('input', { type: 'range', step: MINUTE, 'aria-label': 'The day until then',
      oninput: ({ target }) => this.#go(Number(target.value)) });
    this.steps = h('div', { class: 'steps' }, STEPS.map(([minutes, word]) =>
      button('btn', {}, () => this.#go(this.at + minutes * MINUTE), word)));
    this.said = h('p', { class: 'faint', role: 'status' });
    this.list = h('div', { class: 'then-groups' });
    this.element = h('article', { class: 'then' },
      h('p', { class: 'crumb' }, h('a', { href: '/history', 'data-route': true }, 'History'), ' / the board as it was'),
      this.sentence,
      h('div', { class: 'scrub' }, this.field, this.slider, this.steps,
        h('a', { class: 'btn', href: '/', 'data-route': true }, 'Now')),
      this.said, this.list);
  }

  get keys() {
    return [
      { key: '[', does: 'Ten minutes earlier', run: () => this.#go(this.at - 10 * MINUTE) },
      { key: ']', does: 'Ten minutes later', run: () => this.#go(this.at + 10 * MINUTE) },
    ];
  }

  async show({ params }) {
    const asked = Date.parse(params.get('at'));
    this.at = Number.isNaN(asked) ? now() - 60 * MINUTE : Math.min(asked, now());
    this.#paintChoices();
    clearTimeout(this.#soon);
    return new Promise((done) => {
      this.#soon = setTimeout(() => this.#read().then(done), READ_AFTER);
    });
  }

  leave() {
    this.#reading?.abort();
    clearTimeout(this.#soon);
  }

  /** Whatever is chosen stands in the address, in whole minutes. */
  #go(time) {
    const at = Math.min(Math.floor(time / MINUTE) * MINUTE, now());
    this.shell.go(`/then?at=${new Date(at).toISOString().replace('.000Z', 'Z')}`, true);
  }

  #paintChoices() {
    const end = Math.min(Math.max(this.at + DAY / 2, this.at), now());
    this.field.value = typed(this.at);
    this.field.max = typed(now());
    if (document.activeElement !== this.slider) {
      Object.assign(this.slider, { min: Math.min(end - DAY, this.at), max: end });
    }
    this.slider.value = this.at;
    this.slider.setAttribute('aria-valuetext', clock(this.at, false));
  }

  async #read() {
    this.#reading?.abort();
    const { signal } = (this.#reading = new AbortController());
    const at = new Date(this.at).toISOString();
    try {
      const groups = await Promise.all(SHOWN.map((attention) => api.tasks({ at, attention, limit: PAGE }, signal)));
      const { sentence } = await api.summary({ at }, signal);
      this.#paint(sentence, groups);
    } catch (problem) {
      if (signal.aborted) return;
      fill(this.sentence, `As of ${clock(this.at, false)}`);
      fill(this.said, clean(problem.message, 300));
      fill(this.list);
    }
  }

  #paint(sentence, groups) {
    fill(this.sentence, h('span', { class: 'faint' }, `As of ${clock(this.at, false)}: `), clean(sentence, 400));
    fill(this.said, `By what had been heard by then, ${spoken(now() - this.at)} ago.`);
    const some = groups.map(({ items, next }, index) => items.length > 0 && this.#group(SHOWN[index], items, next));
    fill(this.list, some.some(Boolean) ? some : h('p', { class: 'empty' }, 'Nothing went on, and nothing waited.'));
  }

  #group(name, items, next) {
    return h('section', { 'aria-label': GROUPS[name].title }, h('h2', {}, GROUPS[name].title, ' ',
      h('span', { class: 'count' }, String(items.length), next && '+')),
    h('ul', { class: 'then-rows', role: 'list' }, items.map((task) => this.#row(task))),
    next && h('p', { class: 'faint' }, `The first ${plural(items.length, 'task', 'tasks')}.`));
  }

  #row(task) {
    const { id, name, phase, outcome, since, block, update } = task;
    const told = block?.text ?? update?.text;
    return h('li', { class: `then-row ${toneOf(task)}` }, mark(task.attention, phase),
      h('span', { class: 'phase' }, phaseWord(phase, outcome)),
      h('a', { class: 'open name', href: `${api.pageOf(id)}#t=${encodeURIComponent(new Date(this.at).toISOString())}`,
        'data-route': true }, foreign(name, 200)),
      h('span', { class: 'told' }, told && news(told, 200)),
      h('span', { class: 'age' }, spoken(this.at - Date.parse(since))));
  }
}
