// What happened: each wait, stall, failure and end within a time, a line each, with who was there before.

import { button, fill, foreign, h, joined } from '../shared/browser/dom.js';
import { clock } from '../shared/browser/time.js';
import * as api from '../shared/server/api.js';
import { momentText } from '../shared/tasks/receipts.js';
import { inShort } from '../shared/tasks/whole-text.js';
import { mark, number, outcomeWord, phaseWord, reasonWord } from '../shared/tasks/words.js';
import { long } from './insights.js';

const PAGE = 50;
const MOST = 1_000;

/** Characters of a text on a line. */
const LONG = 300;

/** Pages of the server that one press may take: each looks at many tasks, and may find little. */
const READS = 6;

/** How much of a task's timeline is seen around a moment. */
const AROUND = 10 * 60_000;

/** Which lines there are to choose, each as what the server calls them; failures are ends of a sort. */
const KINDS = {
  waits: ['Waits', ['wait_began', 'wait_ended']],
  stalls: ['Stalls', ['stall_began', 'stall_ended', 'loss_began', 'loss_ended']],
  failures: ['Failures', ['try_failed', 'ended']],
  ends: ['Ends', ['ended']],
  acts: ['Acts', ['act']],
  alive: ['Who was there', ['goes_on', 'began']],
};

const TRIES = { failed: 'a try failed', timed_out: 'a try timed out', lost: 'a try was lost',
  cancelled: 'a try was cancelled' };

const IN_VAIN = { refused: 'refused', unseen: 'no effect', unanswered: 'no answer' };

const isFailure = ({ outcome }) => Boolean(outcome) && outcome !== 'succeeded' && outcome !== 'cancelled';

export class Happened {
  #span;
  #asked;
  #next;
  #shown = 0;
  #day;

  /** `address(changes)` makes a link to the same with something else. */
  constructor(address) {
    this.address = address;
    this.count = h('p', { class: 'faint', role: 'status' });
    this.choice = h('nav', { class: 'filters kinds', 'aria-label': 'What to show' });
    this.rows = h('ol', { class: 'feed', role: 'list' });
    this.more = button('btn more', { hidden: true }, () => this.#read(this.signal), 'Show more');
    this.element = h('section', { 'aria-label': 'What happened' },
      h('div', { class: 'heading' }, this.choice, this.count), this.rows, this.more);
  }

  /** Reads what happened in a span; `asked` are the filters, with `what` and `order`. */
  async show(span, { what, order, ...asked }, signal) {
    this.signal = signal;
    this.#span = span;
    this.kind = Object.hasOwn(KINDS, what ?? '') ? what : undefined;
    this.isOldestFirst = order === 'oldest';
    this.#asked = { ...asked, from: new Date(span.from).toISOString(), until: new Date(span.until).toISOString(),
      what: this.kind && KINDS[this.kind][1], order: this.isOldestFirst ? 'oldest' : undefined };
    this.#paintChoice();
    this.#next = undefined;
    this.#shown = 0;
    this.#day = undefined;
    await this.#read(signal, true);
  }

  async #read(signal, isFirst = false) {
    this.more.disabled = true;
    const wanted = this.#shown + PAGE;
    let [missing, reads] = [isFirst, 0];
    try {
      do {
        const page = await api.happened({ ...this.#asked, limit: PAGE, cursor: this.#next }, signal);
        if (missing) fill(this.rows);
        missing = false;
        this.#next = page.next;
        this.isPartial = page.partial;
        this.#add(page.items.filter((one) => this.kind !== 'failures' || isFailure(one)));
        reads += 1;
      } while (this.#next && this.#shown < wanted && reads < READS);
      this.#paintCount();
      this.problem = undefined;
    } catch (problem) {
      if (problem.name === 'AbortError') return;
      this.problem = problem;
      fill(this.count, foreign(problem.message, 300), ' ', button('btn', {}, () => this.#read(signal), 'Try again'));
    } finally {
      this.more.disabled = false;
    }
  }

  #add(items) {
    this.#shown += items.length;
    const isLong = this.#span.until - this.#span.from > 86_400_000;
    for (const one of items) {
      const day = new Date(one.at).toDateString();
      if (isLong && day !== this.#day) this.rows.append(h('li', { class: 'day' }, dayWord(one.at)));
      this.#day = day;
      this.rows.append(line(one));
    }
  }

  #paintCount() {
    this.more.hidden = !this.#next || this.#shown >= MOST;
    const some = this.isPartial && ', some are missing: too many tasks went on at once';
    const lines = this.#shown === 1 ? '1 line' : `${number(this.#shown)} lines`;
    fill(this.count, this.#shown > 0 && [this.#next ? `${lines} and more` : lines, some]);
    if (!this.#shown) {
      fill(this.rows, h('li', { class: 'empty' }, this.#next ? 'Nothing so far; there is more to look at.'
        : 'Nothing happened in this time that matches.'));
    }
  }

  #paintChoice() {
    const chip = (isOn, word, changes) => h('a', { class: isOn ? 'chip on' : 'chip', 'aria-current': isOn && 'true',
      'data-route': true, href: this.address(changes) }, word);
    fill(this.choice, chip(!this.kind, 'All', { what: '' }),
      Object.entries(KINDS).map(([name, [word]]) => chip(this.kind === name, word, { what: name })),
      chip(this.isOldestFirst, 'Oldest first', { order: this.isOldestFirst ? '' : 'oldest' }));
  }
}

const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
const dayWord = (time) => DAY.format(new Date(time));

/** The page of a task at a moment, with what was just before and after. */
function permalink({ task, at }) {
  const time = Date.parse(at);
  const [from, until] = [time - AROUND, time + AROUND].map((one) => new Date(one).toISOString());
  return `${api.pageOf(task)}?${new URLSearchParams({ from, until })}#t=${encodeURIComponent(at)}`;
}

function line(one) {
  const [shape, word, ...told] = says(one);
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' }).format(new Date(one.at));
  const who = one.worker && one.worker !== one.run && one.worker !== one.name && foreign(one.worker, 60);
  return h('li', { class: `line ${one.what}`, 'data-at': one.at },
    h('time', { datetime: one.at, title: clock(one.at) }, time),
    h('span', { class: 'phase' }, mark(...shape), word),
    h('span', { class: 'name' }, h('a', { class: 'open', href: permalink(one) }, foreign(one.name, 200))),
    h('span', { class: 'told' }, joined(told)),
    h('span', { class: 'who' }, joined([who, one.owner && foreign(one.owner, 60)])));
}

/** What was said, by both its ends where it is long: the line leads to all of it. */
function text({ text: said, reason }) {
  if (!said) return undefined;
  const isCommand = reason === 'approval';
  const shown = h('bdi', {}, inShort(said, LONG, isCommand));
  if (isCommand) return h('code', {}, shown);
  return reason === 'user_input' ? h('q', {}, shown) : shown;
}

const on = ({ waitingOn }) => waitingOn && ['waits on ', foreign(waitingOn, 80)];
const lasted = (word, from, to) => from && to && `${word} ${long(Date.parse(to) - Date.parse(from))}`;

/** A line's mark, its word, and what there is to tell. */
function says(one) {
  const { what, at, phase, reason, outcome, since, until, state } = one;
  switch (what) {
    case 'began': return [['queued', 'queued'], 'began'];
    case 'goes_on': return [['working', phase], `was ${phaseWord(phase)}`, lasted('for', since, at)];
    case 'wait_began': return [[asks(reason), waitPhase(reason)], `waits for ${reasonWord(reason)}`, text(one), on(one),
      until ? lasted('it took', at, until) : 'still waits'];
    case 'wait_ended': return [['working', 'testing'], 'wait is over', lasted('after', since, at),
      reasonWord(reason), text(one)];
    case 'stall_began': return [['stuck', 'stalled'], 'looks stuck', lasted('silent for', since, at), text(one),
      until ? lasted('it was over after', at, until) : 'still does'];
    case 'stall_ended': return [['working', 'testing'], 'not stuck any more', momentText(one)];
    case 'loss_began': return [['stuck', 'stalled'], 'taken for lost', momentText(one),
      lasted('heard again after', at, until)];
    case 'loss_ended': return [['working', 'testing'], 'not lost', momentText(one)];
    case 'act': return [['settled', IN_VAIN[state] ? 'failed' : 'done'], IN_VAIN[state] ?? 'acted on', momentText(one),
      text(one)];
    case 'try_failed': return [['settled', 'failed'], TRIES[outcome], text(one)];
    default: return [['settled', outcome === 'succeeded' ? 'done' : 'failed'], outcomeWord(outcome),
      lasted('after', since, at), text(one)];
  }
}

const PERSONAL = ['user_input', 'confirmation', 'approval', 'auth'];
const asks = (reason) => (PERSONAL.includes(reason) ? 'needs_you' : 'working');
const waitPhase = (reason) => (asks(reason) === 'needs_you' ? 'waiting_user' : 'waiting_dependency');
