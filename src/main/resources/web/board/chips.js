// The chips above the board: views that were saved, and the filters there are to choose. They keep their places while
// the page is open, the most used first, and what does not fit on a line waits behind "more".

import { button, fill, foreign, h } from '../shared/browser/dom.js';
import { query } from '../shared/server/api.js';
import { GROUPS, kindsWord, number, phaseWord, SHELVES, sourceName } from '../shared/tasks/words.js';
import { FILTERS } from './board-words.js';

const MOST_LABELS = 8;
const MOST_SOURCES = 6;

export class Chips {
  #places = new Map();
  #isOpen = false;

  constructor() {
    this.list = h('nav', { class: 'filters', 'aria-label': 'Filters' });
    this.more = button('more-chips', { hidden: true, 'aria-expanded': 'false' }, () => this.#toggle());
    this.element = this.list;
    let width;
    new ResizeObserver(([{ contentRect }]) => {
      if (contentRect.width === width) return;
      width = contentRect.width;
      this.#fit();
    }).observe(this.list);
  }

  /**
   * Shows the chips for a filter. `kept` is what else the address says; `me` whose name is yours, to be asked for by
   * `askMe`; `views` are chips of their own: those that were saved, and what can be done with the one that is here.
   */
  show(filter, kept, { kinds, labels, sources, shelves, remarks, me, askMe, views }) {
    const chip = (params, on, ...label) => h('a', {
      class: on ? 'chip on' : 'chip', href: `/${query({ ...params, ...kept })}`, 'data-route': true,
      'aria-current': on && 'true',
    }, label);
    const away = (name) => ({ ...filter, [name]: undefined });
    const one = (name, value, ...word) => (filter[name] === value
      ? chip(away(name), true, word) : chip({ ...filter, [name]: value }, false, word));
    const tell = sources.length > 1 ? sources.slice(0, MOST_SOURCES) : [];
    const offered = ['kind', 'label', 'remark', SHELVES[filter.shelf] && 'shelf', me && filter.owner === me && 'owner',
      tell.some(({ id }) => id === filter.source) && 'source'];
    const chosen = FILTERS.filter((name) => !offered.includes(name) && filter[name]);
    const asked = filter.label ?? [];
    const known = this.#stable('kind', [...kinds, filter.kind]);
    const marked = this.#stable('label', [...labels, ...asked]);
    const shown = marked.filter((label, index) => index < MOST_LABELS || asked.includes(label));
    fill(this.list, [
      chip({}, !Object.keys(filter).length, 'Everything'),
      me ? one('owner', me, 'Mine') : askMe && button('chip', {}, askMe, 'Mine'),
      views.saved,
      chosen.map((name) => chip(away(name), true, filterWord(name, filter[name]),
        h('span', { 'aria-hidden': 'true' }, ' ×'), h('span', { class: 'hush' }, ', remove this filter'))),
      views.here,
      Object.entries(SHELVES).map(([shelf, { title }]) => (shelves?.[shelf] > 0 || filter.shelf === shelf)
        && one('shelf', shelf, title, shelves?.[shelf] > 0 && h('small', {}, ` ${number(shelves[shelf])}`))),
      this.#stable('remark', [...remarks, filter.remark]).map((remark) => one('remark', remark, remarkWord(remark))),
      tell.map((source) => one('source', source.id, foreign(sourceName(source.id), 60))),
      (known.length > 1 || filter.kind) && known.map((kind) => one('kind', kind, kindsWord(kind))),
      shown.map((label) => (asked.includes(label)
        ? chip({ ...filter, label: asked.filter((other) => other !== label) }, true, labelWord(label))
        : chip({ ...filter, label: [...asked, label] }, false, labelWord(label)))),
      this.more,
    ]);
    this.#fit();
  }

  /** The most used first as it was when they came; those that come later stand behind. */
  #stable(sort, values) {
    const places = this.#places.get(sort) ?? new Map();
    this.#places.set(sort, places);
    const there = [...new Set(values)].filter(Boolean);
    for (const value of there) if (!places.has(value)) places.set(value, places.size);
    return there.sort((a, b) => places.get(a) - places.get(b));
  }

  #toggle() {
    this.#isOpen = !this.#isOpen;
    this.#fit();
  }

  /** Hides what does not fit on the first line, save what is chosen. A narrow window scrolls instead. */
  #fit() {
    const chips = [...this.list.children].filter((one) => one !== this.more);
    for (const one of chips) one.classList.remove('over');
    this.more.hidden = true;
    if (!this.list.isConnected || !chips.length || getComputedStyle(this.list).flexWrap === 'nowrap') return;
    const isBelow = (one) => one.offsetTop > chips[0].offsetTop + 8;
    if (!chips.some(isBelow)) return;
    this.more.hidden = false;
    this.more.setAttribute('aria-expanded', String(this.#isOpen));
    if (this.#isOpen) return void fill(this.more, 'Fewer');
    const free = chips.filter((one) => !one.classList.contains('on'));
    const over = free.filter(isBelow);
    over.forEach((one) => one.classList.add('over'));
    fill(this.more, `${over.length} more`);
    while (isBelow(this.more)) {
      const last = free.findLast((one) => !one.classList.contains('over'));
      if (!last || last === chips[0]) break;
      last.classList.add('over');
      over.push(last);
      fill(this.more, `${over.length} more`);
    }
  }
}

const labelWord = (label) => foreign(label.replace(':', ': '), 40);
const remarkWord = (remark) => ({ slow: 'Slow', retrying: 'Retrying' })[remark] ?? foreign(remark, 40);

function filterWord(name, value) {
  if (name === 'attention') return GROUPS[value]?.title ?? foreign(value, 40);
  if (name === 'shelf') return value === 'none' ? 'On no shelf' : foreign(value, 40);
  if (name === 'remark') return remarkWord(value);
  if (name === 'source') return foreign(sourceName(value), 60);
  return name === 'q' ? h('q', {}, foreign(value, 60)) : [`${name}: `, foreign(phaseWord(value), 60)];
}

/** The most used labels of these tasks, as a filter names them. */
export function labelsOf(tasks) {
  const counts = new Map();
  for (const { labels = {} } of tasks) {
    for (const [key, value] of Object.entries(labels)) {
      const label = `${key}:${value}`;
      if (label.length <= 40) counts.set(label, (counts.get(label) ?? 0) + 1);
    }
  }
  return mostUsed(counts);
}

/** The values that tasks have, the most used first. */
export function usedBy(tasks, valuesOf) {
  const counts = new Map();
  for (const task of tasks) for (const value of valuesOf(task)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return mostUsed(counts);
}

const mostUsed = (counts) =>
  [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value]) => value);
