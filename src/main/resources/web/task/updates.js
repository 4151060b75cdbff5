// What was heard of a task, line by line, newest first: the newest come with the task, older ones from the log as far
// as somebody wants to go back, to the very first. What the timeline is zoomed to is all that is shown.

import { button, fill, foreign, h } from '../shared/browser/dom.js';
import { moment, stretch } from '../shared/browser/time.js';
import * as api from '../shared/server/api.js';
import { news } from '../shared/tasks/whole-text.js';
import { linkTo, pointOf } from './place.js';
import { runName } from './runs.js';
import { stretchOf } from './view.js';

const FIRST = 12;
const PAGE = 100;

// A page of the log may have no news in it. So many are asked for at a press, or to get at what a link points at.
const PAGES_AT_ONCE = 10;
const NARROWED_AFTER = 250;

const keyOf = ({ text, at, run = '' }) => `${at} ${run} ${text}`;

export class Updates {
  /** All that is known within the stretch of time, by what is said; what is shown has no gaps. */
  #known = new Map();
  #next;
  #isOpen = false;
  #stretch = '';
  #reading;
  #later;
  #drawn;

  /** `reasons` and `go(address)` are those of the page; `onShown` is told when more is shown. */
  constructor({ reasons, go, onShown }) {
    Object.assign(this, { reasons, go, onShown });
    this.element = h('section', { class: 'told' });
  }

  /** Leaves nothing running behind. */
  leave() {
    clearTimeout(this.#later);
    this.#reading?.abort();
  }

  /** Shows those of a task, within what is looked at of its time. */
  show(task, workers, view) {
    const isFirst = !this.task;
    Object.assign(this, { task, workers, view });
    const key = JSON.stringify(stretchOf(view));
    if (key !== this.#stretch) this.#narrow(key);
    const news = task.updates.filter((one) => !this.#known.has(keyOf(one)));
    const isGap = this.#isOpen && !isFirst && news.length > 0 && news.length === task.updates.length;
    if (isGap) this.#forget();
    news.forEach((one) => this.#known.set(keyOf(one), one));
    this.#draw();
    if (isGap) this.#more();
  }

  /** What happens meanwhile is not waited for: the last of several steps counts. */
  #narrow(key) {
    this.#stretch = key;
    this.#forget();
    this.#isOpen = false;
    this.leave();
    this.#reading = undefined;
    if (this.#isNarrowed) this.#later = setTimeout(() => this.#more(), NARROWED_AFTER);
  }

  /** What was read before may not be next to what is read from now on. */
  #forget() {
    this.#known.clear();
    this.#next = undefined;
    this.task.updates.forEach((one) => this.#known.set(keyOf(one), one));
  }

  get #isNarrowed() {
    return this.view.from !== undefined || this.view.until !== undefined;
  }

  /** Those within the stretch that is looked at, newest first. */
  #within() {
    const { from = -Infinity, until = Infinity } = this.view;
    return [...this.#known.values()].map((one) => ({ ...one, time: Date.parse(one.at) }))
      .filter(({ time }) => time >= from && time < until)
      .toSorted((one, other) => other.time - one.time);
  }

  /** Reads on until there is something new to show, the first is reached, or it was enough for one press. */
  async #more(isEnough = () => true) {
    if (this.#reading) return;
    const { signal } = (this.#reading = new AbortController());
    this.problem = undefined;
    this.#draw();
    try {
      await this.#read(signal, isEnough);
    } catch (problem) {
      if (!signal.aborted) this.problem = problem.message;
    }
    if (signal.aborted) return;
    this.#reading = undefined;
    this.#draw();
    this.onShown();
  }

  async #read(signal, isEnough) {
    for (let asked = 0; asked < PAGES_AT_ONCE; asked += 1) {
      const before = this.#known.size;
      const ask = { limit: PAGE, before: this.#next, ...stretchOf(this.view) };
      const { items, next } = await api.updates(this.task.id, ask, signal);
      items.forEach(({ text, at, run }) => this.#known.set(keyOf({ text, at, run }), { text, at, run }));
      [this.#next, this.#isOpen] = [next, true];
      if (next === undefined || (this.#known.size > before && isEnough())) return;
    }
  }

  /** Reads back to a moment, as far as that is not too far. */
  async reach(time) {
    const reached = () => this.#within().some((one) => one.time <= time);
    if (this.#shown.some((one) => one.time === time)) return;
    if (!this.#isEnd) await this.#more(reached);
  }

  get #isEnd() {
    return this.#isOpen && this.#next === undefined;
  }

  get #shown() {
    const all = this.#within();
    return this.#isOpen || this.#isNarrowed ? all : all.slice(0, FIRST);
  }

  #draw() {
    const shown = this.#shown;
    const isMore = !this.#isEnd && (this.#isOpen || this.#isNarrowed || this.#known.size > FIRST);
    const names = this.task.runs.map((run) => [run.id, runName(run, this.workers)]);
    const whys = ['update', 'updates'].map((field) => this.reasons.of(field));
    const inputs = JSON.stringify([shown, isMore, names, whys, this.#stretch, this.problem, Boolean(this.#reading)]);
    if (inputs === this.#drawn) return;
    this.#drawn = inputs;
    fill(this.element, this.#heading(), this.#list(shown, new Map(names)), this.#foot(shown, isMore));
    this.reasons.restore();
  }

  #heading() {
    const { from, until } = this.view;
    return h('h2', { 'data-fact': true }, 'Updates ', this.#isNarrowed && h('small', {},
      stretch(from ?? this.task.created, until ?? this.task.ended ?? Date.now())), ' ', this.reasons.button('updates'));
  }

  #list(shown, names) {
    const newest = this.task.updates[0] && keyOf(this.task.updates[0]);
    const none = !this.#isNarrowed ? 'None yet.' : this.#isEnd ? 'None in this time.' : 'None found so far.';
    if (!shown.length) return h('p', { class: 'faint' }, this.#reading ? 'Looking…' : none);
    return h('ul', { class: 'updates', role: 'list' }, shown.map((one) =>
      h('li', { 'data-fact': true, 'data-point': pointOf({ t: one.at }) }, moment(one.at),
        h('span', {}, names.has(one.run) && foreign(names.get(one.run), 80)),
        h('div', {}, news(one.text, 600), ' ', keyOf(one) === newest && this.reasons.button('update'), ' ',
          linkTo({ t: one.at }, 'this moment', this.go)))));
  }

  #foot(shown, isMore) {
    const press = () => this.#more();
    return [this.problem && h('p', { class: 'empty' }, foreign(this.problem, 300)),
      isMore && button('btn more', { disabled: Boolean(this.#reading) }, press,
        this.#reading ? 'Looking…' : shown.length ? 'Show older' : 'Look further back')];
  }
}
