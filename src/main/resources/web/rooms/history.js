// History: what ended, what happened and where the time went, and how to find it again. Everything that is asked for
// stands in the address.

import { button, clean, fill, foreign, h, joined } from '../shared/browser/dom.js';
import { walking } from '../shared/browser/keys.js';
import { clock, now } from '../shared/browser/time.js';
import * as api from '../shared/server/api.js';
import { ribbon } from '../shared/tasks/ribbon.js';
import { inShort } from '../shared/tasks/whole-text.js';
import { askedWhere, instead, mark, number, outcomeWord, phaseWord, plural } from '../shared/tasks/words.js';
import { Happened } from './happened.js';
import { chosenChips, fillForm, filterForm, filtersOf, NARROWING } from './history-filters.js';
import { spanChips, spanOf, spelled, ZONE } from './history-span.js';
import { insights, long, outcomes, outcomeSentence } from './insights.js';

const PAGE = 50;
const MOST = 1_000;
const VIEWS = { happened: 'What happened', tasks: 'Settled tasks', time: 'Where the time went' };

export default class HistoryPage {
  static css = ['shared/browser/charts.css', 'rooms/history.css'];
  static searches = true;
  title = 'History';
  #params = new URLSearchParams();
  #span = {};
  #reading;
  #items = new Map();
  #fresh = new Set();
  #next;
  #showing;
  #again;
  #ended = 0;
  #problem;

  constructor(shell) {
    this.shell = shell;
    this.sentence = h('h1', { class: 'sitrep' }, 'Looking…');
    this.periods = h('nav', { class: 'filters', 'aria-label': 'Period' });
    this.form = filterForm((changes) => this.#go(changes));
    this.chosen = h('nav', { class: 'filters chosen', 'aria-label': 'Chosen filters' });
    this.bars = h('div', { class: 'ends' });
    this.tabs = h('nav', { class: 'tabs', 'aria-label': 'What to see' });
    this.news = h('div');
    this.instead = h('div');
    this.rows = h('ul', { class: 'past', role: 'list' });
    this.then = h('a', { class: 'btn', href: '/then', 'data-route': true }, 'The board as it was…');
    this.count = h('p', { class: 'faint', role: 'status' });
    this.more = button('btn more', { hidden: true }, () => this.#read(this.#next), 'Show more');
    this.happened = new Happened((changes) => this.#address(changes));
    this.views = {
      happened: this.happened.element,
      tasks: h('section', { 'aria-label': 'Settled tasks' }, h('div', { class: 'heading' }, this.count), this.instead,
        this.rows, this.more),
      time: h('section', { class: 'insights', 'aria-label': 'Where the time went' }),
    };
    this.element = h('article', { class: 'history' }, this.sentence, this.periods, this.form, this.chosen, this.bars,
      this.tabs, this.news, Object.values(this.views));
  }

  get keys() {
    return walking(this.element, 'a.open');
  }

  get problem() {
    return this.#problem ?? (this.view === 'happened' && this.happened.problem);
  }

  /** The stream tells of what settles; of all that happens where that is shown. */
  listens({ params }) {
    return viewOf(params, spanOf(params)) === 'happened' ? {} : { attention: 'settled' };
  }

  async show({ params }) {
    this.#params = params;
    await this.reload();
  }

  leave() {
    this.#reading?.abort();
    clearTimeout(this.#again);
  }

  async reload() {
    this.#reading?.abort();
    this.#reading = new AbortController();
    this.#span = spanOf(this.#params);
    this.view = viewOf(this.#params, this.#span);
    this.#showing = undefined;
    this.#fresh.clear();
    this.#paintNews();
    this.#paintChoices();
    if (this.#span.wrong) return this.#refuse();
    const { signal } = this.#reading;
    const [what, order] = ['what', 'order'].map((name) => this.#params.get(name) ?? undefined);
    const asked = { ...filtersOf(this.#params), what, order };
    return Promise.all([this.#readInsights(), this.view === 'tasks' && this.#read(),
      this.view === 'happened' && this.happened.show(this.#span, asked, signal)]);
  }

  /** A time that cannot be is said, and nothing is shown for it. */
  #refuse() {
    fill(this.sentence, 'There is no such time.');
    fill(this.bars);
    for (const view of Object.values(this.views)) view.hidden = true;
    fill(this.news, h('p', { class: 'notice' }, this.#span.wrong, ' Choose another time above.'));
  }

  /** A task that is shown is brought up to date in its place; what is not waits until somebody asks for it. */
  changed(task) {
    if (this.#span.wrong) return;
    const isNew = this.view === 'happened' ? this.#span.until >= now() - 60_000 : task.ended;
    if (this.view === 'tasks' && this.#items.has(task.id)) {
      this.#items.get(task.id).replaceWith(this.#row(task));
    } else if (isNew && !NARROWING.some((name) => this.#params.get(name))) {
      this.#fresh.add(task.id);
      this.#paintNews();
    }
    this.#again ??= setTimeout(() => {
      this.#again = undefined;
      this.#readInsights();
    }, 5_000);
  }

  // What is asked for.

  #address(changes) {
    const params = new URLSearchParams(this.#params);
    for (const [name, value] of Object.entries(changes)) {
      if (value) params.set(name, value);
      else params.delete(name);
    }
    return `/history${params.size ? `?${params}` : ''}`;
  }

  #go(changes) {
    this.shell.go(this.#address(changes));
  }

  /** A bar was chosen, a stretch, or a word of the legend: the time it stands for, and how its tasks ended. */
  #choose({ from, until, outcome = this.#params.get('outcome') }) {
    if (from === undefined) return this.#go({ outcome });
    return this.#go({ from: spelled(from), until: spelled(until), days: '', span: '', outcome });
  }

  // What is read.

  async #readInsights() {
    const { from, until, step } = this.#span;
    const asked = this.#filters();
    try {
      const told = await api.insights({ from: new Date(from).toISOString(), until: new Date(until).toISOString(),
        by: step, zone: ZONE, ...asked }, this.#reading.signal);
      this.#problem = undefined;
      this.#ended = told.tasks;
      if (this.#items.size) this.#paintCount(this.#next);
      if (this.bars.querySelector('[data-brushing]')) return;
      const none = NARROWING.some((name) => this.#params.get(name)) ? 'Nothing like that ended in this time.'
        : 'Nothing ended in this time.';
      fill(this.sentence, told.tasks ? outcomeSentence(told, asked) : none);
      const partial = told.partial && h('p', { class: 'notice' }, 'More ended than can be counted like this: these are '
        + 'the newest 100,000.');
      fill(this.bars, partial, told.tasks > 0
        && outcomes(told, this.#span, asked, (chosen) => this.#choose(chosen)));
      fill(this.views.time, insights(told));
    } catch (problem) {
      if (problem.name !== 'AbortError') this.#fail(problem);
    }
  }

  async #read(cursor) {
    this.more.disabled = true;
    const { from, until } = this.#span;
    const asked = { ...this.#filters(), attention: 'settled', endedFrom: new Date(from).toISOString(),
      endedUntil: new Date(until).toISOString() };
    try {
      const page = await api.tasks({ ...asked, limit: PAGE, cursor }, this.#reading.signal);
      if (!cursor) {
        this.#items.clear();
        fill(this.rows);
        this.#sayInstead(page.showing);
      }
      page.items.forEach((task) => this.rows.append(this.#row(task)));
      this.#next = this.#items.size < MOST ? page.next : undefined;
      this.more.hidden = !this.#next;
      this.#paintCount(page.next);
      this.#problem = undefined;
    } catch (problem) {
      if (problem.name !== 'AbortError') this.#fail(problem);
    } finally {
      this.more.disabled = false;
    }
  }

  /** Where nothing has the words that were typed, all of the page goes by those that were looked for instead. */
  #filters() {
    return { ...filtersOf(this.#params), ...(this.#showing && { q: this.#showing }) };
  }

  #sayInstead(showing) {
    fill(this.instead, showing && instead({ q: this.#params.get('q') }, showing));
    if (showing === this.#showing) return;
    this.#showing = showing;
    this.#readInsights();
  }

  /** What was read before stays where it is. */
  #fail(problem) {
    this.#problem = problem;
    fill(this.news, h('p', { class: 'notice' }, foreign(problem.message, 300), ' ',
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
      h('span', { class: 'news' }, update && h('bdi', {}, inShort(update.text, 300))),
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
    if (many) {
      const full = many >= MOST && isMore ? `the newest ${number(many)}; narrow it down to see others` : number(many);
      const all = isMore && many < MOST ? `${number(many)} and more` : full;
      return fill(this.count, all, !isMore && this.#unreported());
    }
    fill(this.count);
    const narrowed = NARROWING.some((name) => this.#params.get(name));
    const none = Object.fromEntries(NARROWING.map((name) => [name, '']));
    const clear = button('btn', {}, () => this.#go(none), 'Clear filters');
    return fill(this.rows, h('li', { class: 'empty' },
      narrowed ? ['Nothing that settled in this time matches. ', clear] : 'Nothing settled in this time.'));
  }

  /** The bars count what ended; of that, what is not reported yet is not in the list. */
  #unreported() {
    const many = this.#ended - this.rows.querySelectorAll('[data-ended]').length;
    return many > 0 && !this.#params.get('q') && [', and ', h('a', { class: 'link', 'data-route': true,
      href: '/?attention=unreported' }, `${number(many)} not reported yet`)];
  }

  #paintNews() {
    const many = this.#fresh.size;
    const words = this.view === 'happened' ? plural(many, 'task has changed', 'tasks have changed')
      : plural(many, 'task has settled', 'tasks have settled');
    fill(this.news, many > 0 && button('btn pill', {}, () => this.reload(), `${words} since: show`));
  }

  #paintChoices() {
    fillForm(this.form, this.#params);
    const chips = spanChips(this.#span, (changes) => this.#address(changes), (changes) => this.#go(changes));
    fill(this.periods, chips, this.then);
    fill(this.chosen, chosenChips(this.#params, (changes) => this.#address(changes)));
    fill(this.tabs, Object.entries(VIEWS).map(([view, word]) => h('a', { 'data-route': true,
      'aria-current': view === this.view && 'true', href: this.#address({ view }) }, word)));
    for (const [view, element] of Object.entries(this.views)) element.hidden = view !== this.view;
  }
}

/** Which view an address asks for; of hours it is what happened, of days the tasks. */
function viewOf(params, { step }) {
  const asked = params.get('view');
  return Object.hasOwn(VIEWS, asked ?? '') ? asked : step === 'day' ? 'tasks' : 'happened';
}
