// The board: one sentence, then every task in the order of what it wants from somebody.

import * as api from './api.js';
import { button, clean, fill, foreign, h, joined, toast } from './dom.js';
import { Row } from './row.js';
import { age, clock } from './time.js';
import { GROUPS, kindWord, number, phaseWord, plural } from './words.js';

const LIVE_PAGE = 200;
const SETTLED_PAGE = 20;
const MOST_ROWS = 1_000;
const PAINT_AFTER = 40;
const SEARCH_AGAIN_AFTER = 1_500;

const RANKS = Object.keys(GROUPS);

// The server applies these to the stream as well; the others are applied here.
const STREAMED = ['phase', 'owner', 'source', 'kind', 'outcome', 'label'];
const FILTERS = ['attention', 'q', ...STREAMED];

export default class Board {
  static kept = true;
  static searches = true;
  title = 'Sitrep';
  #entries = new Map();
  #sections = {};
  #filter = {};
  #cursors = {};
  #waiting;
  #painting;
  #searching;
  #loading;
  #kinds = new Set();
  #needy = new Set();
  #loaded;

  constructor(shell) {
    this.shell = shell;
    this.sitrep = h('h1', { class: 'sitrep' }, 'Looking…');
    this.notices = h('div');
    this.chips = h('nav', { class: 'filters', 'aria-label': 'Filters' });
    this.note = h('div');
    this.more = {
      live: button('btn more', {}, () => this.#showMore('live'), 'Show more tasks'),
      settled: button('btn more', {}, () => this.#showMore('settled'), 'Show more of what settled'),
    };
    const sections = RANKS.map((group) => this.#section(group));
    this.element = h('div', { class: 'board' }, this.sitrep, this.notices, this.chips, this.note,
      sections.slice(0, -1), this.more.live, sections.at(-1), this.more.settled);
  }

  #section(group) {
    const count = h('em');
    const rows = h('ul', { class: 'rows', role: 'list' });
    const heading = h('h2', { id: `group-${group}` }, GROUPS[group].title, ' ', count);
    const props = { class: 'group', hidden: true, 'aria-labelledby': heading.id, 'data-group': group };
    const element = h('section', props, heading, rows);
    this.#sections[group] = { element, rows, count };
    return element;
  }

  /** The filters that an address asks for. */
  static filterOf(search) {
    const asked = FILTERS.filter((name) => search.get(name));
    return Object.fromEntries(asked.map((name) => [name, name === 'label' ? search.getAll(name) : search.get(name)]));
  }

  /** Those of its filters that the stream applies. */
  listens({ params }) {
    return Object.fromEntries(Object.entries(Board.filterOf(params)).filter(([name]) => STREAMED.includes(name)));
  }

  /** Shows what an address asks for; what is loaded already is not loaded again. */
  async show({ params }) {
    const filter = Board.filterOf(params);
    const key = JSON.stringify(filter);
    if (this.#loaded === key) return;
    await this.load(filter);
    this.#loaded = key;
  }

  reload() {
    if (this.#loaded) this.load();
  }

  /** Loads what a filter selects; changes that arrive meanwhile are kept and applied after. */
  async load(filter = this.#filter) {
    this.#loading?.abort();
    const { signal } = (this.#loading = new AbortController());
    this.#filter = filter;
    this.#waiting ??= [];
    this.#paintFilters();
    try {
      const pages = await Promise.all([this.#page('live', {}, signal), this.#page('settled', {}, signal)]);
      this.#entries.clear();
      this.#take('live', pages[0]);
      this.#take('settled', pages[1]);
      this.problem = undefined;
    } catch (problem) {
      if (signal.aborted) return;
      this.problem = problem;
    }
    const arrived = this.#waiting;
    this.#waiting = undefined;
    arrived.forEach((apply) => apply());
    this.#paint();
  }

  async #page(which, params, signal) {
    const wanted = this.#filter.attention;
    if (wanted && part({ attention: wanted }) !== which) return { items: [] };
    const page = which === 'live' ? { limit: LIVE_PAGE } : { limit: SETTLED_PAGE, attention: which };
    return api.tasks({ ...this.#filter, ...page, ...params }, signal);
  }

  #take(which, page) {
    const items = page.items.filter((task) => part(task) === which);
    this.#cursors[which] = items.length === page.items.length ? page.next : undefined;
    items.forEach((task) => this.#put(task));
  }

  async #showMore(which) {
    this.more[which].disabled = true;
    try {
      this.#take(which, await this.#page(which, { cursor: this.#cursors[which] }));
    } catch (problem) {
      toast(`No more for now: ${clean(problem.message, 200)}`);
    }
    this.more[which].disabled = false;
    this.#paint();
  }

  /** A task as it is now. */
  changed(task) {
    if (this.#waiting) return void this.#waiting.push(() => this.changed(task));
    if (task.attention === 'needs_you' && !this.#needy.has(task.id)) this.shell.announce(task);
    const known = this.#entries.has(task.id);
    const wanted = this.#filter.attention;
    if (wanted && wanted !== task.attention) this.gone(task);
    else if (!known && this.#filter.q) this.#searchAgain();
    else if (known || !this.#isBehind(task)) this.#put(task);
    this.#note(task);
    this.#paintSoon();
  }

  /** A task is no longer among those that the filter selects. */
  gone({ id }) {
    if (this.#waiting) return void this.#waiting.push(() => this.gone({ id }));
    if (this.#entries.delete(id)) this.#paintSoon();
  }

  #searchAgain() {
    clearTimeout(this.#searching);
    this.#searching = setTimeout(() => this.load(), SEARCH_AGAIN_AFTER);
  }

  /** Keeps a task with its place. One that works on keeps the place it came with: a board that moves cannot be read. */
  #put(task) {
    const known = this.#entries.get(task.id);
    const stays = task.attention === 'working' && known?.task.attention === 'working';
    const row = known?.row ?? new Row(task, (after) => this.changed(after));
    this.#entries.set(task.id, { task, row, place: stays ? known.place : place(task) });
    this.#note(task);
  }

  #note(task) {
    if (task.executor) this.#kinds.add(task.executor.kind);
    if (task.attention === 'needs_you') this.#needy.add(task.id);
    else this.#needy.delete(task.id);
  }

  /** Whether a task belongs behind "show more", further down than what is loaded. */
  #isBehind(task) {
    const shown = this.#inOrder(part(task));
    const more = this.#cursors[part(task)] || shown.length >= MOST_ROWS;
    return Boolean(more) && shown.length > 0 && compare(shown.at(-1).place, place(task)) < 0;
  }

  #inOrder(which) {
    return [...this.#entries.values()].filter(({ task }) => part(task) === which)
      .sort((a, b) => compare(a.place, b.place));
  }

  /** However long the page stays open, it holds no more rows than this; what is furthest down goes first. */
  #bound() {
    if (this.#entries.size <= MOST_ROWS) return;
    for (const which of ['live', 'settled']) {
      this.#inOrder(which).slice(MOST_ROWS).forEach(({ task }) => this.#entries.delete(task.id));
    }
  }

  #paintSoon() {
    this.#painting ??= setTimeout(() => this.#paint(), PAINT_AFTER);
  }

  #paint() {
    clearTimeout(this.#painting);
    this.#painting = undefined;
    this.#bound();
    const groups = Map.groupBy(this.#entries.values(), ({ task }) => task.attention);
    const shown = new Set([...this.#entries.values()].map(({ row }) => row.element));
    for (const group of RANKS) this.#settle(group, groups.get(group) ?? []);
    for (const row of this.element.querySelectorAll('.row')) if (!shown.has(row)) row.remove();
    for (const group of RANKS) this.#paintGroup(group, groups.get(group) ?? []);
    for (const which of ['live', 'settled']) {
      this.more[which].hidden = !this.#cursors[which] || this.#inOrder(which).length >= MOST_ROWS;
    }
    this.#paintFilters();
    fill(this.note, this.#notes());
  }

  /** Brings rows that changed their group into the new one, before anything is taken away: so the focus goes along. */
  #settle(group, entries) {
    const { rows } = this.#sections[group];
    for (const { row } of entries) if (row.element.parentElement !== rows) put(rows, row.element, null);
  }

  #paintGroup(group, entries) {
    const { element, rows, count } = this.#sections[group];
    element.hidden = !entries.length;
    count.textContent = `${this.#countOf(group, entries.length)} · ${GROUPS[group].hint}`;
    entries.sort((a, b) => compare(a.place, b.place)).forEach(({ row, task }, index) => {
      row.show(task);
      if (rows.children[index] !== row.element) put(rows, row.element, rows.children[index]);
    });
  }

  #countOf(group, shown) {
    const known = this.summary?.counts[group];
    const whole = Object.keys(this.#filter).every((name) => name === 'attention');
    return whole && known > shown ? `${shown} of ${number(known)}` : shown;
  }

  /** What the whole board comes to, however little of it a filter lets through. */
  summed(summary) {
    this.summary = summary;
    fill(this.notices, (summary.blind ?? []).map(blindNotice));
    this.#paintFilters();
    if (!this.#waiting) this.#paint();
  }

  #paintFilters() {
    const key = JSON.stringify([this.#filter, [...this.#kinds], this.summary?.counts]);
    if (key === this.painted) return;
    this.painted = key;
    if (this.summary) fill(this.sitrep, sentence(this.summary.counts, this.#filter.attention));
    fill(this.chips, chips(this.#filter, this.#kinds));
  }

  /** What was looked at, where there is little else to see. */
  #notes() {
    const filtered = Object.keys(this.#filter).length > 0;
    if (this.problem) return h('p', { class: 'notice' }, refusal(this.problem));
    if (filtered) return !this.#entries.size && h('p', { class: 'empty' }, nothingFor(this.#filter));
    if (!this.summary) return undefined;
    if (!this.#entries.size && !this.summary.lastEvent) return welcome();
    const { needs_you: needs, stuck, unreported } = this.summary.counts;
    return !(needs || stuck || unreported) && h('p', { class: 'empty calm' }, checked(this.summary));
  }
}

/** The two parts of the board, each with its own "show more". */
const part = ({ attention }) => (attention === 'settled' ? 'settled' : 'live');

function place(task) {
  const at = Date.parse(task.attention === 'working' ? task.lastUpdate : task.since) || 0;
  return [RANKS.indexOf(task.attention), GROUPS[task.attention]?.oldestFirst ? at : -at, task.id];
}

function compare(a, b) {
  return a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : Number(a[2] > b[2]));
}

/** Puts a row in its place; where the browser can, without taking the focus from it. */
function put(rows, row, before) {
  if (rows.moveBefore && row.isConnected && rows.isConnected) rows.moveBefore(row, before);
  else rows.insertBefore(row, before);
}

/** Each part is a filter, and the part that is one already takes it away again. */
function sentence(counts, chosen) {
  const link = (group, tone, one, many) => counts[group] > 0 && h('a', {
    class: tone, href: chosen === group ? '/' : `/?attention=${group}`, 'data-route': true,
    'aria-current': chosen === group && 'true',
  }, plural(counts[group], one, many));
  const pressing = joined([
    link('needs_you', 'n', 'task needs you', 'tasks need you'),
    link('stuck', 's', 'looks stuck', 'look stuck'),
    link('unreported', 'r', 'is done but unreported', 'are done but unreported'),
  ], ', ');
  const calm = joined([
    link('working', 'q', 'is working on its own', 'are working on their own'),
    link('queued', 'q', 'queued', 'queued'),
  ], ', ');
  const rest = calm.length > 0 && h('span', { class: 'q' }, ' ', calm, '.');
  return [pressing.length ? pressing : 'Nothing needs you', '.', rest];
}

function chips(filter, kinds) {
  const chip = (params, on, ...label) => h('a', {
    class: on ? 'chip on' : 'chip', href: `/${api.query(params)}`, 'data-route': true, 'aria-current': on && 'true',
  }, label);
  const away = (name) => ({ ...filter, [name]: undefined });
  const chosen = FILTERS.filter((name) => name !== 'kind' && filter[name]);
  const known = [...new Set([...kinds, filter.kind])].filter(Boolean).sort();
  return [
    chip({}, !chosen.length && !filter.kind, 'Everything'),
    (known.length > 1 || filter.kind) && known.map((kind) => (filter.kind === kind
      ? chip(away('kind'), true, kindWord(kind)) : chip({ ...filter, kind }, false, kindWord(kind)))),
    chosen.map((name) => chip(away(name), true, filterWord(name, [filter[name]].flat().join(', ')),
      h('span', { 'aria-hidden': 'true' }, ' ×'), h('span', { class: 'hush' }, ', remove this filter'))),
  ];
}

function filterWord(name, value) {
  if (name === 'attention') return GROUPS[value]?.title ?? foreign(value, 40);
  return name === 'q' ? h('q', {}, foreign(value, 60)) : [`${name}: `, foreign(phaseWord(value), 60)];
}

function nothingFor({ q }) {
  const all = h('a', { href: '/', 'data-route': true }, 'Show everything');
  return [q ? ['Nothing matches ', h('q', {}, foreign(q, 80)), '. '] : 'No task is like that now. ', all];
}

function checked({ blind = [], lastEvent }) {
  return [
    blind.length ? `As far as can be seen: ${plural(blind.length, 'source is', 'sources are')} out of contact. `
      : 'No task waits for a person, none looks stuck, none is unreported. ',
    lastEvent && ['Last event ', age(lastEvent, { after: ' ago' }), '.'],
  ];
}

function blindNotice({ source, since, why }) {
  const because = why && [' (', foreign(why, 200), ')'];
  return h('p', { class: 'notice' }, 'No contact with ', h('b', {}, foreign(source, 80)),
    ` since ${clock(since, false)}`, because, '. Its tasks are shown as they were then.');
}

function refusal({ status, message }) {
  if (status === 401) return 'This server wants its token: open the address that “sitrep serve” printed.';
  return foreign(message, 300);
}

function welcome() {
  const report = '{"task":"hello","phase":"testing","update":"412 of 913 tests"}';
  return h('div', { class: 'empty welcome' },
    h('p', {}, 'No work has been reported yet. Run something through Sitrep and watch it here:'),
    h('pre', {}, './sitrep run -- mvn -v'),
    h('p', {}, 'or tell of it from anywhere:'),
    h('pre', {}, `curl -d '${report}' ${location.origin}/api/v1/events`));
}
