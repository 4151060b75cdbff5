// The page of one task: what it comes to in a sentence, the facts, what happened, and why each of them is said.

import { button, clean, cleanLines, fill, foreign, h } from '../shared/browser/dom.js';
import { age, clock, everySecond, moment, now } from '../shared/browser/time.js';
import * as api from '../shared/server/api.js';
import { nextSteps } from '../shared/tasks/next-steps.js';
import { blockText, status } from '../shared/tasks/status.js';
import { markStep } from '../shared/tasks/triage.js';
import { attentionOf, GROUPS, isWait, mark, phaseWord, plural, sourceName } from '../shared/tasks/words.js';
import { facts } from './facts.js';
import { outputs } from './output.js';
import { runDetail, runName, tree } from './runs.js';
import { Timeline } from './timeline.js';
import { Reasons } from './why.js';

const READ_AGAIN_AFTER = 1_000;
const REDRAW_EVERY = 5_000;
const READ_AT_LEAST_EVERY = 20_000;
const EVENTS_PAGE = 50;
const UPDATES_FIRST = 12;

export default class TaskPage {
  static css = ['shared/browser/charts.css', 'task/task.css'];
  #parts = {};
  #keys = {};
  #reading;
  #again;
  #drawn = 0;
  #readAt = 0;

  constructor(shell) {
    this.shell = shell;
    this.reasons = new Reasons();
    this.timeline = new Timeline((view) => this.#look(view));
    this.view = {};
    const part = (name, tag = 'section') => (this.#parts[name] = h(tag, { class: name }));
    this.crumb = h('span');
    this.element = h('article', { class: 'task' }, h('p', { class: 'crumb' }, this.crumb),
      ['head', 'verdict', 'about'].map((name) => part(name, 'div')),
      ['happened', 'told', 'output', 'runs', 'raw'].map((name) => part(name)));
    this.#parts.crumb = this.crumb;
    this.stop = everySecond((time) => this.#tick(time));
    this.element.addEventListener('keydown', ({ key }) => key === 'Escape' && this.reasons.close()?.focus());
  }

  /** Leaves nothing running behind. */
  leave() {
    this.stop();
    this.#reading?.abort();
    clearTimeout(this.#again);
  }

  show({ id, params }) {
    this.view = viewOf(params);
    if (id === this.id && this.task) return this.#draw(now());
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

  /** What part of the timeline is looked at stands in the address. */
  #look({ from, until, idle }) {
    this.view = { from, until, idle };
    this.#draw(now());
    const view = Object.entries({ from, until }).filter(([, time]) => time !== undefined)
      .map(([name, time]) => [name, new Date(time).toISOString()]);
    const params = new URLSearchParams([...view, ...(idle ? [['idle', 'hidden']] : [])]);
    this.shell.go(location.pathname + (params.size ? `?${params}` : ''), true);
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
    if (!code || code >= 500) this.#again = setTimeout(() => this.load(), 2 * READ_AGAIN_AFTER);
    this.missing = true;
    const all = h('a', { href: '/', 'data-route': true }, 'See all tasks');
    const unknown = ['Nothing has been heard of ', h('code', {}, foreign(this.id, 200)),
      '. Perhaps the address is mistyped, or it has not begun: once it does, it appears here.'];
    fill(this.element, h('p', { class: 'crumb' }, crumb('/', this.id)),
      h('h1', {}, code === 404 ? 'No such task' : 'This task cannot be shown now'),
      h('p', { class: 'empty' }, code === 404 ? unknown : foreign(message, 300), ' ', all));
  }

  #show(task, { fields, ahead }) {
    if (this.missing) return location.reload();
    const heard = task.runs ?? [];
    this.task = { workers: [], updates: [], ...task, runs: heard.map(({ ages, output, ...run }) => run) };
    this.workers = new Map(this.task.workers.map((worker) => [worker.id, worker]));
    this.reasons.take(fields, ahead);
    const focus = document.activeElement;
    const { runs, workers, updates, lastUpdate, ...brief } = this.task;
    this.#part('head', [task.name, task.goal, task.parent], () => this.#head());
    this.#part('crumb', [this.within], () => crumb(this.within, this.id));
    this.#part('verdict', [brief, fields.phase, fields.attention, fields.next], () => this.#verdict());
    this.#part('about', [this.task, fields], () => facts(this.task, (field) => this.reasons.button(field)));
    this.#part('told', [updates, runs.length, fields.update, fields.updates], () => this.#updates());
    this.#part('output', [heard.map(({ id, output }) => [id, output])], () => outputs(heard, this.workers));
    this.#part('runs', [runs, workers], () => this.#runs());
    this.#paintAges(heard);
    this.#part('raw', [], () => this.#raw());
    this.#drawn = 0;
    this.#tick(now());
    this.reasons.restore();
    this.#refocus(focus);
    this.element.dispatchEvent(new CustomEvent('titled', { bubbles: true }));
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
    if (this.task.runs.length) this.timeline.show(this.task, this.workers, time, this.view);
  }

  #head() {
    const { name, goal, parent } = this.task;
    const line = (field, ...content) =>
      h('p', { class: 'goal', 'data-fact': true }, content, ' ', this.reasons.button(field));
    return [
      h('h1', { 'data-fact': true }, foreign(name, 300), ' ', this.reasons.button('name')),
      goal && goal !== name && line('goal', foreign(goal, 8000)),
      parent && line('parent', 'Part of ',
        h('a', { href: api.pageOf(parent), 'data-route': true, class: 'link' }, foreign(parent, 80))),
    ];
  }

  #verdict() {
    const task = this.task;
    this.#parts.verdict.className = `verdict ${GROUPS[task.attention]?.tone}`;
    const steps = [nextSteps(task, () => this.load()), this.#marks()].flat();
    return [
      h('p', { class: 'said' }, mark(task.attention, task.phase), h('span', {}, status(task))),
      steps.length > 0 && h('div', { class: 'next', 'data-fact': true }, steps, this.reasons.button('next')),
      h('p', { class: 'because', 'data-fact': true }, this.#because(), ' ', this.reasons.button('attention')),
    ];
  }

  /** The events and the rule behind it in a sentence; the whole rule is what "why?" tells. */
  #because() {
    const [phase, place] = [this.reasons.of('phase'), this.reasons.of('attention')];
    const first = phase?.events?.[0];
    const placed = ['snoozed', 'dismissed', 'nobody-told'].includes(place?.rule);
    const asks = phase?.rule === 'human-first';
    const said = asks ? ' asked' : ' said so';
    const who = first?.source === 'sitrep' ? 'Sitrep noticed' : [first && foreign(sourceName(first.source), 80), said];
    const known = ['human-first', 'spoke-last', 'task-ended', 'root-runs-ended'].includes(phase?.rule);
    return [
      first && ['because ', who, ' at ', moment(first.time), asks && ', and no answer has been seen since', '. '],
      asks && this.#meanwhile(), !known && foreign(phase?.because, 600), placed && [' ', foreign(place.because, 300)],
    ];
  }

  /** Whether anything goes on while a person is waited for. */
  #meanwhile() {
    const going = this.task.runs.filter((run) => !run.ended && !isWait(run.phase) && run.phase !== 'stalled').length;
    return going ? `${plural(going, 'other run goes', 'other runs go')} on meanwhile.`
      : 'Nothing else in this task can go on meanwhile.';
  }

  #marks() {
    const { attention, acknowledged } = this.task;
    const step = (verb, label, body) => markStep(this.task, verb, label, () => this.load(), body);
    if (['snoozed', 'dismissed'].includes(this.reasons.of('attention')?.rule)) return [step('restored', 'Bring back')];
    if (attention === 'unreported') return [step('dismissed', 'Dismiss')];
    if (attention !== 'needs_you' && attention !== 'stuck') return [];
    const snooze = step('snoozed', 'Snooze 1 h', { for: '1h' });
    return acknowledged ? [snooze] : [step('acknowledged', 'I am on it'), snooze];
  }

  #updates() {
    const runs = new Map(this.task.runs.map((run) => [run.id, run]));
    const line = ({ text, at, run }, index) => h('li', { 'data-fact': true }, moment(at),
      h('span', {}, runs.has(run) && foreign(runName(runs.get(run), this.workers), 80)),
      h('div', {}, foreign(text, 2000), ' ', index === 0 && this.reasons.button('update')));
    const rest = this.task.updates.slice(UPDATES_FIRST);
    const list = h('ul', { class: 'updates', role: 'list' }, this.task.updates.slice(0, UPDATES_FIRST).map(line));
    const more = button('btn more', {}, () => {
      list.append(...rest.map((one) => line(one)));
      more.remove();
    }, `Show ${rest.length} older`);
    const none = h('p', { class: 'faint' }, 'None yet.');
    return [h('h2', { 'data-fact': true }, 'Updates ', this.reasons.button('updates')),
      list.childElementCount ? list : none, rest.length > 0 && more];
  }

  #runs() {
    if (!this.task.runs.length) return [];
    const columns = ['Run', 'Phase', 'Started', 'Took', 'Last sign', 'Summary'];
    const names = columns.map((name) => h('th', { scope: 'col' }, name));
    const rows = tree(this.task.runs).map(({ run, depth }) => [this.#run(run, depth), !run.ended && agesOf(run)]);
    return [h('h2', {}, 'Runs'), h('table', {}, h('thead', {}, h('tr', {}, names)), h('tbody', {}, rows))];
  }

  #run(run, depth) {
    const sign = this.workers.get(run.worker)?.lastSign;
    const why = (field) => this.reasons.button(`runs.${run.id}.${field}`);
    const cell = (label, ...content) => h('td', { 'data-label': label }, content);
    return h('tr', { 'data-fact': true },
      h('th', { scope: 'row', '--depth': Math.min(depth, 6) }, foreign(runName(run, this.workers), 120),
        h('small', {}, foreign(runDetail(run, this.workers), 120))),
      cell('Phase', h('span', { class: 'phase' }, mark(attentionOf(run), run.phase),
        phaseWord(run.phase, run.outcome)), ' ', why(run.outcome ? 'outcome' : 'phase'),
      run.condition && h('small', {}, seenFromOutside(run.condition))),
      cell('Started', moment(run.started), ' ', why('started')),
      cell('Took', age(run.started, { to: run.ended ?? this.task.ended })),
      cell('Last sign', !run.ended && sign && [age(sign, { after: ' ago' }), ' ',
        this.reasons.button(`workers.${run.worker}.lastSign`)]),
      cell('Summary', run.summary ? foreign(run.summary, 1000) : this.task.block?.more > 0 && run.blocks?.map(waitOf)));
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

  #raw() {
    const list = h('ol', { class: 'events', role: 'list' });
    let after;
    const read = async () => {
      more.disabled = true;
      try {
        const page = await api.events(this.id, { limit: EVENTS_PAGE, after });
        list.append(...page.items.map(rawEvent));
        after = page.next;
        more.hidden = after === undefined;
      } catch (problem) {
        list.append(h('li', {}, foreign(problem.message, 300)));
      }
      more.disabled = false;
    };
    const more = button('btn more', { hidden: true }, read, 'Show more events');
    const opened = ({ currentTarget }) => currentTarget.open && !list.childElementCount && read();
    return h('details', { ontoggle: opened }, h('summary', {}, h('h2', {}, 'Raw events'),
      h('span', { class: 'faint' }, 'everything that was heard, in that order')), list, more);
  }
}

const seenFromOutside = ({ kind, text }) => foreign([kind, text].filter(Boolean).join(': '), 300);

/** One of several waits, with what clears it. */
const waitOf = (block) => h('div', {}, blockText(block),
  block.next?.command && [' ', h('code', {}, foreign(block.next.command, 2000))]);

/** The place for the ages of a run that lives. */
const agesOf = ({ id }) => h('tr', { class: 'ages', 'data-run': id, hidden: true }, h('td', { colspan: 6 }));

/** What an address wants seen of the timeline. */
function viewOf(params) {
  const time = (name) => Date.parse(params.get(name) ?? '') || undefined;
  const [from, until] = [time('from'), time('until')];
  const isStretch = from === undefined || until === undefined || from < until;
  return { ...(isStretch && { from, until }), idle: params.get('idle') === 'hidden' };
}

const crumb = (within, id) => [h('a', { href: within, 'data-route': true }, within === '/' ? 'Now' : 'History'), ' / ',
  h('span', { class: 'mono' }, foreign(id, 60))];

function rawEvent(event) {
  const time = event.time ?? event.heard;
  return h('li', {}, h('details', {}, h('summary', {}, h('span', { class: 'mono' }, `#${event.seq}`),
    h('time', { datetime: time }, clock(time)), foreign(event.type, 80),
    h('span', { class: 'faint' }, foreign(event.source, 80))),
  h('pre', {}, cleanLines(JSON.stringify(event, null, 2)))));
}
