// History: what ended, what it came to, and how to find it again. Everything that is asked for stands in the address.

import { button, clean, fill, foreign, h, joined } from '../shared/browser/dom.js';
import { walking } from '../shared/browser/keys.js';
import { clock, now } from '../shared/browser/time.js';
import * as api from '../shared/server/api.js';
import { ribbon } from '../shared/tasks/ribbon.js';
import { askedWhere, mark, number, outcomeWord, phaseWord, plural } from '../shared/tasks/words.js';
import { insights, long, outcomeSentence } from './insights.js';

const PAGE = 50;
const MOST = 1_000;
const DAY = 86_400_000;
const PERIODS = [['7', '7 days'], ['28', '4 weeks'], ['84', '12 weeks'], ['366', 'A year']];
const USUAL = '28';

const CHOICES = {
  outcome: ['How it ended', [['succeeded', 'succeeded'], ['failed', 'failed'], ['timed_out', 'timed out'],
    ['lost', 'lost'], ['cancelled', 'cancelled']]],
  phase: ['Phase', [['done', 'done'], ['failed', 'failed'], ['waiting_user', 'waiting user'],
    ['waiting_approval', 'waiting approval'], ['waiting_dependency', 'waiting dependency'], ['stalled', 'stalled']]],
  took: ['How long it took', [['-1m', 'under a minute'], ['1m-10m', '1 to 10 minutes'],
    ['10m-1h', '10 minutes to an hour'], ['1h-4h', '1 to 4 hours'], ['4h-', 'over 4 hours'], ['1d-', 'over a day']]],
};
const TEXTS = { owner: 'Who asked', source: 'Source', label: 'Label, as in release:2.4' };
const COUNTED = ['outcome', 'phase', 'owner', 'source', 'label'];
const NARROWING = ['q', 'outcome', 'phase', 'took', 'owner', 'source', 'label'];

const dayOf = (time) => new Date(time).toISOString().slice(0, 10);
const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text ?? '') && !Number.isNaN(Date.parse(text));

export default class HistoryPage {
  static css = ['shared/browser/charts.css', 'rooms/history.css'];
  static searches = true;
  title = 'History';
  #params = new URLSearchParams();
  #reading;
  #items = new Map();
  #fresh = new Set();
  #next;
  #again;
  #ended = 0;

  constructor(shell) {
    this.shell = shell;
    this.sentence = h('h1', { class: 'sitrep' }, 'Looking…');
    this.periods = h('nav', { class: 'filters', 'aria-label': 'Period' });
    this.charts = h('section', { class: 'insights', 'aria-label': 'Insights' });
    this.form = this.#filters();
    this.count = h('p', { class: 'faint', role: 'status' });
    this.news = h('div');
    this.rows = h('ul', { class: 'past', role: 'list' });
    this.more = button('btn more', { hidden: true }, () => this.#read(this.#next), 'Show more');
    this.element = h('article', { class: 'history' }, this.sentence, this.periods, this.charts,
      h('section', { 'aria-labelledby': 'found' },
        h('div', { class: 'heading' }, h('h2', { id: 'found' }, 'Settled tasks'), this.count),
        this.form, this.news, this.rows, this.more));
  }

  get keys() {
    return walking(this.rows, 'a.open');
  }

  /** The stream tells of what settles. */
  listens() {
    return { attention: 'settled' };
  }

  async show({ params }) {
    this.#params = params;
    this.#paintFilters();
    await this.reload();
  }

  leave() {
    this.#reading?.abort();
    clearTimeout(this.#again);
  }

  reload() {
    this.#reading?.abort();
    this.#reading = new AbortController();
    this.#fresh.clear();
    this.#paintNews();
    return Promise.all([this.#readInsights(), this.#read()]);
  }

  /** A task that is shown is brought up to date in its place; one that is not waits until somebody asks for it. */
  changed(task) {
    if (this.#items.has(task.id)) {
      this.#items.get(task.id).replaceWith(this.#row(task));
    } else if (task.ended && !NARROWING.some((name) => this.#params.get(name))) {
      this.#fresh.add(task.id);
      this.#paintNews();
    }
    this.#again ??= setTimeout(() => {
      this.#again = undefined;
      this.#readInsights();
    }, 5_000);
  }

  // What is asked for.

  /** The days asked for: `[from, until]`, by UTC; `until` is the day after the last. */
  #days() {
    const [from, until] = [this.#params.get('from'), this.#params.get('until')];
    if (isDay(from) && isDay(until) && from < until) return [from, until];
    const days = Number(this.#period());
    const end = dayOf(now() + DAY);
    return [dayOf(Date.parse(end) - days * DAY), end];
  }

  #period() {
    const asked = this.#params.get('days') ?? USUAL;
    return PERIODS.some(([days]) => days === asked) ? asked : USUAL;
  }

  #asked(names) {
    const [, tookFrom, tookUntil] = /^(\w*)-(\w*)$/.exec(this.#params.get('took') ?? '') ?? [];
    const plain = names.filter((name) => this.#params.get(name)).map((name) => [name, this.#params.get(name)]);
    return { ...Object.fromEntries(plain), tookFrom: tookFrom || undefined, tookUntil: tookUntil || undefined };
  }

  #query() {
    const [from, until] = this.#days();
    return { ...this.#asked([...COUNTED, 'q']), attention: 'settled', endedFrom: `${from}T00:00:00Z`,
      endedUntil: `${until}T00:00:00Z` };
  }

  #go(changes) {
    const params = new URLSearchParams(this.#params);
    for (const [name, value] of Object.entries(changes)) {
      if (value) params.set(name, value);
      else params.delete(name);
    }
    this.shell.go(`/history${params.size ? `?${params}` : ''}`, true);
  }

  /** A bar was chosen, or a word of the legend: the days it stands for, and how the tasks of its colour ended. */
  #choose({ from, until, outcome = this.#params.get('outcome') }) {
    const [first, last] = this.#days();
    if (!from) return this.#go({ outcome });
    return this.#go({ from: from > first ? from : first, until: until < last ? until : last, days: '', outcome });
  }

  // What is read.

  async #readInsights() {
    const [from, until] = this.#days();
    try {
      const told = await api.insights({ from, until, ...this.#asked(COUNTED) }, this.#reading.signal);
      const isNarrow = NARROWING.some((name) => name !== 'q' && this.#params.get(name));
      const none = isNarrow ? 'Nothing like that ended in this time.' : 'Nothing ended in this time.';
      this.#ended = told.tasks;
      if (this.#items.size) this.#paintCount(this.#next);
      fill(this.sentence, told.tasks ? outcomeSentence(told) : none);
      fill(this.charts, insights(told, (chosen) => this.#choose(chosen)),
        this.#params.get('q') && h('p', { class: 'faint' }, 'The words narrow only the list, not the charts.'));
    } catch (problem) {
      if (problem.name !== 'AbortError') this.#fail(this.charts, problem);
    }
  }

  async #read(cursor) {
    this.more.disabled = true;
    try {
      const page = await api.tasks({ ...this.#query(), limit: PAGE, cursor }, this.#reading.signal);
      if (!cursor) {
        this.#items.clear();
        fill(this.rows);
      }
      page.items.forEach((task) => this.rows.append(this.#row(task)));
      this.#next = this.#items.size < MOST ? page.next : undefined;
      this.more.hidden = !this.#next;
      this.#paintCount(page.next);
      this.problem = undefined;
    } catch (problem) {
      if (problem.name === 'AbortError') return;
      this.problem = problem;
      this.#fail(this.rows, problem, 'li');
      fill(this.count);
    } finally {
      this.more.disabled = false;
    }
  }

  #fail(place, { message }, tag = 'p') {
    fill(place, h(tag, { class: 'empty' }, foreign(message, 300), ' ',
      button('btn', {}, () => this.reload(), 'Try again')));
  }

  // What is shown.

  #row(task) {
    const { id, name, outcome, phase, owner, update, ended, created } = task;
    const took = ended && Date.parse(ended) - Date.parse(created);
    const where = owner?.where && foreign(askedWhere(owner), 60);
    const who = owner?.name === 'schedule' && where ? where : joined([owner && foreign(owner.name, 60), where]);
    const life = h('div', { class: 'ribbon', role: 'img' });
    const row = h('li', { class: 'was', 'data-ended': Boolean(ended) },
      h('span', { class: 'phase' }, mark('settled', phase), phaseWord(phase, outcome)),
      h('span', { class: 'name' }, h('a', { class: 'open', href: api.pageOf(id) }, foreign(name, 200))),
      h('span', { class: 'news' }, update && foreign(update.text, 300)),
      h('span', { class: 'who' }, who), life,
      h('time', { class: 'when', datetime: ended ?? task.since }, clock(ended ?? task.since, false)),
      h('span', { class: 'age' }, took === undefined ? 'dismissed' : long(took)));
    ribbon(life, task);
    row.querySelector('a').setAttribute('aria-label', clean(`${name}: ${outcomeWord(outcome ?? phase)}${
      took === undefined ? '' : ` after ${long(took)}`}, ended ${clock(ended ?? task.since, false)}${
      owner ? `, asked by ${owner.name}` : ''}`, 400));
    this.#items.set(id, row);
    return row;
  }

  #paintCount(isMore) {
    const many = this.#items.size;
    const narrowed = NARROWING.some((name) => this.#params.get(name));
    if (many) {
      const full = many >= MOST && isMore ? `the newest ${number(many)}; narrow it down to see others` : number(many);
      const all = isMore && many < MOST ? `${number(many)} and more` : full;
      return fill(this.count, all, !isMore && this.#unreported());
    }
    fill(this.count);
    const none = Object.fromEntries(NARROWING.map((name) => [name, '']));
    const clear = button('btn', {}, () => this.#go(none), 'Clear filters');
    return fill(this.rows, h('li', { class: 'empty' },
      narrowed ? ['Nothing that settled in this time matches. ', clear] : 'Nothing settled in this time.'));
  }

  /** The charts count what ended; of that, what is not reported yet is not in the list. */
  #unreported() {
    const many = this.#ended - this.rows.querySelectorAll('[data-ended]').length;
    return many > 0 && !this.#params.get('q') && [', and ', h('a', { class: 'link', 'data-route': true,
      href: '/?attention=unreported' }, `${number(many)} not reported yet`)];
  }

  #paintNews() {
    const many = this.#fresh.size;
    fill(this.news, many > 0 && button('btn pill', {}, () => this.reload(),
      `${plural(many, 'task has', 'tasks have')} settled since: show`));
  }

  #filters() {
    const changed = ({ target }) => this.#go({ [target.name]: target.value.trim() });
    const field = (name, control) => h('label', {}, h('span', { class: 'hush' }, name), control);
    const select = (name) => field(CHOICES[name][0], h('select', { name, onchange: changed },
      [['', CHOICES[name][0]], ...CHOICES[name][1]].map(([value, word]) => h('option', { value }, word))));
    const text = (name) => field(TEXTS[name], h('input', { name, type: 'text', onchange: changed, maxlength: 200,
      placeholder: TEXTS[name], spellcheck: 'false' }));
    const form = h('form', { class: 'narrow', 'aria-label': 'Narrow down' }, Object.keys(CHOICES).map(select),
      Object.keys(TEXTS).map(text));
    form.addEventListener('submit', (event) => event.preventDefault());
    return form;
  }

  #paintFilters() {
    for (const control of this.form.elements) {
      if (control.name && control !== document.activeElement) control.value = this.#params.get(control.name) ?? '';
      if (control.name) control.classList.toggle('on', Boolean(this.#params.get(control.name)));
    }
    const [from, until] = this.#days();
    const custom = isDay(this.#params.get('from')) && isDay(this.#params.get('until'));
    const date = (name, label, value, day) => h('label', {}, h('span', {}, label),
      h('input', { type: 'date', name, value, max: dayOf(now()), onchange: ({ target }) => isDay(target.value)
        && this.#go({ from, until, days: '', [name]: day(target.value) }) }));
    fill(this.periods, PERIODS.map(([days, name]) => {
      const on = !custom && this.#period() === days;
      const params = new URLSearchParams(this.#params);
      ['from', 'until'].forEach((one) => params.delete(one));
      params.set('days', days);
      if (days === USUAL) params.delete('days');
      return h('a', { class: on ? 'chip on' : 'chip', 'aria-current': on && 'true', 'data-route': true,
        href: `/history${params.size ? `?${params}` : ''}` }, name);
    }), h('span', { class: custom ? 'chip dates on' : 'chip dates' }, date('from', 'from', from, (day) => day),
      date('until', 'to', dayOf(Date.parse(until) - DAY), (day) => dayOf(Date.parse(day) + DAY))));
  }
}
