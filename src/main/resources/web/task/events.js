// Every event of a task as it was heard, from either end of the log, picked out by kind, source, run and words.

import { button, clean, cleanLines, fill, foreign, h } from '../shared/browser/dom.js';
import { clock, stretch } from '../shared/browser/time.js';
import * as api from '../shared/server/api.js';
import { sourceName } from '../shared/tasks/words.js';
import { linkTo, pointOf } from './place.js';
import { runName } from './runs.js';
import { stretchOf } from './view.js';

const PAGE = 50;
const TYPED_AFTER = 300;
const PREFIX = 'sitrep.';

/** A page of the log may have nothing that was asked for; so many are asked for at a press. */
const PAGES_AT_ONCE = 10;

const TYPES = ['task.opened', 'run.opened', 'run.advanced', 'run.printed', 'run.blocked', 'run.unblocked',
  'run.stopping', 'run.paused', 'run.ended', 'task.ended', 'task.reported', 'task.alias', 'task.noted',
  'stall.suspected', 'stall.cleared', 'run.returned', 'slow.noticed'];

const MOST_RUNS = 100;

export class Events {
  #sources = new Set();
  #next;
  #asked;
  #isAsked = false;
  #reading;
  #typing;

  /** `look(events)` is told what somebody wants to see instead, nothing if they fold them away. */
  constructor({ look, go, onShown }) {
    Object.assign(this, { look, go, onShown });
    this.list = h('ol', { class: 'events', role: 'list' });
    this.filters = h('div', { class: 'narrow', role: 'group', 'aria-label': 'Which events' });
    this.more = button('btn more', { hidden: true }, () => this.#read(), 'Show more events');
    this.said = h('p', { class: 'faint', role: 'status' });
    this.details = h('details', { ontoggle: () => this.#toggled() },
      h('summary', {}, h('h2', {}, 'Raw events'), h('span', { class: 'faint' }, 'everything that was heard')),
      this.filters, this.list, this.said, this.more);
    this.element = h('section', { class: 'raw' }, this.details);
  }

  leave() {
    clearTimeout(this.#typing);
    this.#reading?.abort();
  }

  /** Shows what the address asks for; `to` may point at one of them, which then comes first. */
  show(task, workers, view, to) {
    const isFirst = !this.task;
    Object.assign(this, { task, workers, view, from: to?.event });
    const isOpen = Boolean(view.events) || this.from > 0;
    if (this.#isAsked !== isOpen) this.details.open = this.#isAsked = isOpen;
    const asked = JSON.stringify([view.events, stretchOf(view), this.from]);
    if (isOpen && (isFirst || asked !== this.#asked)) this.#anew(asked);
  }

  /**
   * What stands in the address opens it; a press changes the address. The browser tells of a press a moment later, so
   * what is shown anew in between leaves it as it is.
   */
  #toggled() {
    const { open } = this.details;
    if (open !== this.#isAsked) this.look(open ? { order: 'oldest' } : undefined);
  }

  get #chosen() {
    return this.view.events ?? { order: 'oldest' };
  }

  #anew(asked) {
    this.#asked = asked;
    this.#reading?.abort();
    this.#reading = undefined;
    this.#next = this.from && this.#chosen.order === 'oldest' ? this.from - 1 : this.from && this.from + 1;
    fill(this.list);
    if (document.activeElement?.name !== 'q') this.#choices();
    this.#read();
  }

  async #read() {
    if (this.#reading) return;
    const { signal } = (this.#reading = new AbortController());
    this.more.disabled = true;
    const before = this.list.childElementCount;
    try {
      for (let pages = 0; pages < PAGES_AT_ONCE && this.list.childElementCount === before; pages += 1) {
        await this.#page(signal);
        if (this.#next === undefined) break;
      }
      this.said.textContent = this.list.childElementCount ? '' : 'None.';
    } catch (problem) {
      if (!signal.aborted) this.said.textContent = clean(problem.message, 300);
    }
    if (signal.aborted) return;
    this.#reading = undefined;
    this.more.hidden = this.#next === undefined;
    this.more.disabled = false;
    this.onShown();
  }

  async #page(signal) {
    const { order, type, source, run, q } = this.#chosen;
    const bound = order === 'newest' ? 'before' : 'after';
    const ask = { order, type, source, run, q, [bound]: this.#next, limit: PAGE, ...stretchOf(this.view) };
    const { items, next } = await api.events(this.task.id, ask, signal);
    items.forEach((event) => this.#sources.add(event.source));
    this.list.append(...items.map((event) => this.#line(event)));
    this.#next = next;
    if (!this.filters.contains(document.activeElement)) this.#choices();
  }

  #line(event) {
    const time = event.time ?? event.heard;
    return h('li', { 'data-point': pointOf({ event: event.seq }) }, h('details', {},
      h('summary', {}, h('span', { class: 'mono' }, `#${event.seq}`), h('time', { datetime: time }, clock(time)),
        foreign(event.type.replace(PREFIX, ''), 80), h('span', { class: 'faint' }, foreign(event.source, 80))),
      h('pre', {}, cleanLines(JSON.stringify(event, null, 2)))),
    linkTo({ event: event.seq }, 'this event', this.go));
  }

  #choices() {
    const { order, type, source, run, q } = this.#chosen;
    const set = (name, value) => this.look({ ...this.#chosen, [name]: value || undefined });
    const select = (name, label, chosen, options) => h('label', {}, h('span', { class: 'hush' }, label),
      h('select', { 'data-tool': name, onchange: ({ target }) => set(name, target.value) },
        options.map(([value, word]) => h('option', { value, selected: value === (chosen ?? '') }, clean(word, 60)))));
    const known = [...this.task.sources ?? [], ...this.#sources, source].filter(Boolean);
    const sources = [...new Set(known)].toSorted();
    const runs = this.task.runs.slice(-MOST_RUNS);
    const words = h('input', { type: 'search', name: 'q', placeholder: 'Words…', 'aria-label': 'Words in events',
      maxlength: 200, oninput: ({ target }) => {
        clearTimeout(this.#typing);
        this.#typing = setTimeout(() => set('q', target.value.trim()), TYPED_AFTER);
      } });
    words.value = q ?? '';
    const { from, until } = this.view;
    fill(this.filters,
      select('type', 'Kind', type, [['', 'any kind'], ...TYPES.map((one) => [one, one.replace('.', ' ')])]),
      select('source', 'Source', source, [['', 'any source'], ...sources.map((one) => [one, sourceName(one)])]),
      runs.length > 1 && select('run', 'Run', run, [['', 'any run'], ...runs.map((one) => [one.id,
        [runName(one, this.workers), one.attempt > 1 && `try ${one.attempt}`].filter(Boolean).join(', ')])]),
      words,
      button('btn', { 'data-tool': 'order' }, () => set('order', order === 'newest' ? 'oldest' : 'newest'),
        order === 'newest' ? 'Newest first ↓' : 'Oldest first ↑'),
      from !== undefined && until !== undefined && h('span', { class: 'faint' }, stretch(from, until)),
      this.from > 0 && button('btn', { 'data-tool': 'all' }, () => this.go(location.pathname + location.search),
        `From #${this.from} on ✕`));
  }
}
