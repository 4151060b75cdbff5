// The page of one task: what it comes to in a sentence, the facts, what happened, and why each of them is said.

import { clean, fill, foreign, h } from '../shared/browser/dom.js';
import { everySecond, now } from '../shared/browser/time.js';
import * as api from '../shared/server/api.js';
import { acting, actsKey } from '../shared/tasks/acts.js';
import { seenTo } from '../shared/tasks/contact.js';
import { isUntoldFailure, toneOf } from '../shared/tasks/words.js';
import { banner } from './banner.js';
import { Events } from './events.js';
import { facts } from './facts.js';
import { Output } from './output.js';
import { markPoint, pointed } from './place.js';
import { receipts } from './receipts.js';
import { runTable } from './run-table.js';
import { Timeline } from './timeline.js';
import { Updates } from './updates.js';
import { addressOf, viewOf } from './view.js';
import { Reasons } from './why.js';

const READ_AGAIN_AFTER = 1_000;
const REDRAW_EVERY = 5_000;
const READ_AT_LEAST_EVERY = 20_000;

export default class TaskPage {
  static css = ['shared/browser/charts.css', 'task/task.css'];
  #parts = {};
  #keys = {};
  #reading;
  #again;
  #drawn = 0;
  #readAt = 0;

  /** What was pointed at last and gone to, and what was looked for in the log. */
  #gone;
  #sought;

  constructor(shell) {
    this.shell = shell;
    this.reasons = new Reasons();
    this.view = viewOf(new URLSearchParams());
    this.look = (view) => this.#look(view);
    this.go = (address) => shell.go(address);
    const onShown = () => this.#point();
    this.timeline = new Timeline(this.look, this.go);
    this.output = new Output();
    this.updates = new Updates({ reasons: this.reasons, go: this.go, onShown });
    this.events = new Events({ look: (events) => this.#lookAtEvents(events), go: this.go, onShown });
    const part = (name, tag = 'section') => (this.#parts[name] = h(tag, { class: name }));
    this.crumb = h('span');
    this.element = h('article', { class: 'task' }, h('p', { class: 'crumb' }, this.crumb),
      part('head', 'div'), part('verdict', 'div'), this.output.element, part('about', 'div'), part('receipts'),
      part('happened'),
      this.updates.element, part('runs'), this.events.element);
    this.#parts.crumb = this.crumb;
    this.stop = everySecond((time) => this.#tick(time));
    this.acted = ({ detail }) => detail.id === this.task?.id && this.#drawVerdict();
    acting.addEventListener('change', this.acted);
    this.element.addEventListener('keydown', ({ key }) => key === 'Escape' && this.reasons.close()?.focus());
  }

  /** Leaves nothing running behind. */
  leave() {
    this.stop();
    acting.removeEventListener('change', this.acted);
    this.#reading?.abort();
    clearTimeout(this.#again);
    this.updates.leave();
    this.events.leave();
  }

  show({ id, params }) {
    this.view = viewOf(params);
    this.to = pointed();
    if (!this.to) this.#gone = 'nothing';
    if (id === this.id && this.task) return this.#drawView();
    this.id = id;
    this.#part('crumb', [this.within], () => crumb(this.within, id));
    return this.load();
  }

  get keys() {
    const line = this.timeline;
    return [
      { key: 'w', does: 'Why does it say that?', run: () => this.#why() },
      { key: '+', also: '=', does: 'Look closer at the timeline', run: () => line.zoom(0.5) },
      { key: '-', does: 'See more of the timeline', run: () => line.zoom(2) },
      { key: '0', does: 'See all of the timeline', run: () => line.whole() },
      { key: 'h', does: 'Hide or show idle time', run: () => line.fold() },
    ];
  }

  /** Opens the reason of what the task wants, or closes whichever stands open. */
  #why() {
    const closed = this.reasons.close();
    if (closed) closed.focus();
    else this.#parts.verdict.querySelector('[data-why=attention]')?.click();
  }

  /** What is looked at stands in the address. */
  #look(view, point = location.hash) {
    this.shell.go(addressOf({ ...this.view, ...view }) + point, true);
  }

  #lookAtEvents(events) {
    this.#look({ events }, !events && this.to?.event ? '' : location.hash);
  }

  reload() {
    this.load();
  }

  async load() {
    clearTimeout(this.#again);
    this.#again = undefined;
    this.#reading?.abort();
    const { signal } = (this.#reading = new AbortController());
    this.#readAt = now();
    try {
      const [task, why] = await Promise.all([api.task(this.id, signal, { with: 'ages' }), api.why(this.id, signal)]);
      this.#show(task, why);
    } catch (problem) {
      if (!signal.aborted) this.#fail(problem);
    }
  }

  /** Something changed somewhere; if it was this task, it is read again, at most once a second. */
  changed({ id }) {
    if (id === this.id || id === this.task?.id) this.#readAgain();
  }

  /** Contact with whoever told of it was lost, or is back. */
  summed() {
    if (this.task && this.seenTo !== seenTo(this.task)) this.#readAgain();
  }

  /** It was found to be the same as another, and goes by that one's name now. The address leads to it all the same. */
  gone({ id, joined }) {
    if (joined && (id === this.id || id === this.task?.id)) this.#readAgain();
  }

  #readAgain() {
    this.#again ??= setTimeout(() => this.load(), this.task ? READ_AGAIN_AFTER : 0);
  }

  /** What settled is part of the past. */
  get within() {
    return this.task?.attention === 'settled' ? '/history' : '/';
  }

  get title() {
    return clean(this.task?.name ?? this.id, 120);
  }

  #fail({ status: code, message }) {
    if (this.task && code !== 404) return;
    const isTriedAgain = !code || code >= 500;
    if (isTriedAgain) this.#again = setTimeout(() => this.load(), 2 * READ_AGAIN_AFTER);
    this.missing = true;
    const all = h('a', { href: '/', 'data-route': true }, 'See all tasks');
    const unknown = ['Nothing has been heard of ', h('code', {}, foreign(this.id, 200)),
      '. Perhaps the address is mistyped, or it has not begun: once it does, it appears here.'];
    fill(this.element, h('p', { class: 'crumb' }, crumb('/', this.id)),
      h('h1', {}, code === 404 ? 'No such task'
        : code ? 'This task cannot be shown now' : 'The server does not answer'),
      h('p', { class: 'empty' }, code === 404 ? unknown : code > 0 && foreign(message, 300),
        isTriedAgain && ' The task appears here by itself as soon as the server answers.', ' ', all));
  }

  #show(task, { fields, ahead }) {
    if (this.missing) return location.reload();
    const heard = task.runs ?? [];
    heard.forEach((run) => { if (run.label === task.name) delete run.label; });
    this.task = { workers: [], updates: [], ...task, runs: heard.map(({ ages, output, ...run }) => run) };
    this.seenTo = seenTo(this.task);
    this.workers = new Map(this.task.workers.map((worker) => [worker.id, worker]));
    this.reasons.take(fields, ahead);
    const focus = document.activeElement;
    this.fields = fields;
    this.#part('head', [task.name, task.givenName, task.goal, task.parent], () => this.#head());
    this.#part('crumb', [this.within], () => crumb(this.within, this.id));
    this.#drawVerdict();
    this.#part('about', [this.task, fields], () => facts(this.task, (field) => this.reasons.button(field)));
    this.#part('receipts', [task.receipts, fields.receipts], () => receipts(task, this.reasons, this.go));
    this.output.show(heard, this.workers);
    this.heard = heard;
    this.#drawView();
    this.#refocus(focus);
    this.element.dispatchEvent(new CustomEvent('titled', { bubbles: true }));
  }

  /** What it comes to, with what can be done about it. */
  #drawVerdict() {
    const { task, fields } = this;
    const { runs, workers, updates, lastUpdate, receipts: _, ...brief } = task;
    const said = [fields.phase, fields.attention, fields.next, fields.since, fields.block, fields.remark, fields.shelf];
    this.#part('verdict', [brief, said, this.seenTo, actsKey(task)], () => {
      const tone = isUntoldFailure(task) ? 'failed' : toneOf(task);
      this.#parts.verdict.className = `verdict ${this.seenTo ? 'unseen' : tone}`;
      return banner(task, this.reasons, () => this.load());
    });
  }

  /** Whatever depends on what is looked at, and what is pointed at in it. */
  #drawView() {
    const { task, workers, view, to } = this;
    const listed = [task.runs, task.workers, task.block?.more, view.tries, view.runs, to?.run];
    this.#part('runs', listed, () => runTable(this));
    this.#paintAges(this.heard);
    this.updates.show(task, workers, view);
    this.events.show(task, workers, view, to);
    this.#drawn = 0;
    if (!document.hidden) this.#draw(now());
    this.reasons.restore();
    this.#point();
  }

  /** Marks what is pointed at and goes there once. Who comes by a link has it looked for in the log, if need be. */
  #point() {
    const { to } = this;
    const marked = markPoint(this.element, to);
    if (!to || this.#gone === to.point) return;
    const seeks = !marked && to.time && !this.#gone && this.#sought !== to.point;
    this.#sought = to.point;
    if (seeks) return void this.updates.reach(to.time).then(() => this.#point());
    const place = marked ?? (to.time && this.timeline.element);
    if (!place) return;
    this.#gone = to.point;
    const { top, bottom } = place.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) place.scrollIntoView({ block: 'center' });
  }

  /** Makes a part of the page anew when what it shows has changed. */
  #part(name, inputs, build) {
    const key = JSON.stringify(inputs);
    if (this.#keys[name] !== key) fill(this.#parts[name], build());
    this.#keys[name] = key;
  }

  /** Gives the focus back to what had it before its part was made anew. */
  #refocus(lost) {
    const { why, verb } = lost?.dataset ?? {};
    if (lost?.isConnected || !(why ?? verb)) return;
    const same = ({ dataset }) => (why ? dataset.why === why : dataset.verb === verb);
    [...this.element.querySelectorAll('[data-why],[data-verb]')].find(same)?.focus();
  }

  #tick(time) {
    if (!this.task || document.hidden) return;
    if (!this.task.ended && time - this.#readAt > READ_AT_LEAST_EVERY) this.load();
    if (time - this.#drawn < REDRAW_EVERY || (this.task.ended && this.#drawn)) return;
    this.#draw(time);
  }

  #draw(time) {
    this.#drawn = time;
    const { element } = this.timeline;
    if (!this.task.runs.length) element.remove();
    else if (!element.isConnected) fill(this.#parts.happened, element);
    if (this.task.runs.length) this.timeline.show(this.task, this.workers, time, this.view, this.to);
  }

  #head() {
    const { name, givenName, goal, parent } = this.task;
    const line = (field, ...content) =>
      h('p', { class: 'goal', 'data-fact': true }, content, ' ', this.reasons.button(field));
    return [
      h('h1', { 'data-fact': true }, foreign(name, 300), ' ', this.reasons.button('name')),
      givenName && line('givenName', 'Its source calls it ', foreign(givenName, 300)),
      goal && goal !== name && line('goal', foreign(goal, 8000)),
      parent && line('parent', 'Part of ',
        h('a', { href: api.pageOf(parent), 'data-route': true, class: 'link' }, foreign(parent, 80))),
    ];
  }

  /** They change with every reading, and nothing else is made anew for that. */
  #paintAges(runs) {
    const told = new Map(runs.map(({ id, ages }) => [id, ages?.text]));
    for (const line of this.#parts.runs.querySelectorAll('tr.ages')) {
      const text = told.get(line.dataset.run);
      line.hidden = !text;
      fill(line.firstElementChild, foreign(text, 600));
    }
  }
}

const crumb = (within, id) => [h('a', { href: within, 'data-route': true }, within === '/' ? 'Now' : 'History'), ' / ',
  h('span', { class: 'mono' }, foreign(id, 60))];
