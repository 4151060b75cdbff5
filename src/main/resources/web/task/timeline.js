// What happened, as lanes: who did what when, phases by colour, waits for others hatched, attempts as bars of their
// own, news as dots, ends by shape, waits pinned where they begin and end, and above all lanes when somebody was
// wanted. A drag of the pointer or a finger and keys zoom, idle time can be folded away, hovering or a tap tells, and a
// click on a mark copies a link to its moment.

import { hatch, percent } from '../shared/browser/charts.js';
import { button, clean, fill, foreign, h } from '../shared/browser/dom.js';
import { age, clock, spoken, stretch } from '../shared/browser/time.js';
import { momentsOf } from '../shared/tasks/receipts.js';
import {
  isHatched, isWait, mark, outcomeWord, phaseColour, phaseWord, reasonWord,
} from '../shared/tasks/words.js';
import { copyLink } from './place.js';
import { runName } from './runs.js';
import { lanes, shownLanes } from './timeline-lanes.js';
import { apart, turns, waits, wanted } from './timeline-pins.js';
import { gaps, Scale } from './timeline-scale.js';
import { failedTries, triesWord } from './tries.js';

// Tries narrower than this share of the width, on the whole, are told as one.
const TRY_SEEN = 0.03;

const DRAGGED = 6;
const LEAST = 2_000;
const TOLD_FOR = 5_000;

// Marks of one lane that are closer than this share of its width are one to the eye.
const TURNS_APART = 0.012;
const PINS_APART = 0.008;

// What a bar stands for is looked up here, for hovering: nothing foreign is kept in attributes.
const told = new WeakMap();

// The moment that a mark stands for.
const moments = new WeakMap();
const tell = (element, lines, moment) => {
  told.set(element, lines);
  if (moment) moments.set(element, moment);
};

/** One task's timeline. `onView` is told what somebody wants to look at instead, of `{ from, until, idle }`. */
export class Timeline {
  #drag;
  #pinned;
  #leaving;

  constructor(onView, go) {
    Object.assign(this, { onView, go });
    this.view = {};
    this.lanes = h('div', { class: 'lanes', tabindex: 0, role: 'group', 'aria-describedby': 'timeline-keys',
      'aria-label': 'Timeline: one lane for each worker' });
    this.tip = h('div', { class: 'tip', role: 'status', hidden: true });
    this.cursor = h('i', { class: 'cursor', hidden: true });
    this.tools = h('div', { class: 'tools' });
    this.legend = h('p', { class: 'legend', 'aria-hidden': 'true' });
    this.element = h('div', {}, h('div', { class: 'heading' }, h('h2', {}, 'What happened'), this.tools),
      this.lanes, this.legend, this.tip,
      hatch(),
      h('p', { class: 'hush', id: 'timeline-keys' },
        'Plus and minus zoom, arrows move, 0 shows all, h hides idle time.'));
    const on = (type, does) => this.lanes.addEventListener(type, does);
    on('pointerdown', (event) => this.#grab(event));
    on('pointermove', (event) => this.#move(event));
    on('pointerup', (event) => this.#drop(event));
    on('pointercancel', () => this.#away());
    on('pointerleave', ({ pointerType }) => (pointerType === 'touch' ? this.#awaySoon() : this.#away()));
    on('dblclick', () => this.whole());
    on('keydown', (event) => this.#key(event));
  }

  /** Shows a task as it is at a time, and what is pointed at; a drag is not disturbed. */
  show(task, workers, now, view, to) {
    if (this.#drag) return;
    Object.assign(this, { task, workers, view, to });
    this.failed = new Set([...failedTries(task.runs).values()].flat());
    this.end = Date.parse(task.ended) || now;
    const { runs } = task;
    this.first = Math.min(...runs.map(({ started }) => Date.parse(started)), this.end);
    this.last = Math.max(...runs.map((run) => Date.parse(run.ended) || this.end), this.first + LEAST);
    const [from, until] = [view.from ?? this.first, view.until ?? this.last];
    this.scale = new Scale(from, until, view.idle ? gaps(this.#busy(), from, until) : []);
    this.#draw();
  }

  #busy() {
    return this.task.runs.flatMap((run) => this.#segments(run))
      .filter(({ phase }) => !isWait(phase) && phase !== 'stalled')
      .map(({ start, stop }) => [start, stop]);
  }

  #segments(run) {
    const stop = Date.parse(run.ended) || this.end;
    return run.segments.filter(({ phase }) => phase !== 'done' && phase !== 'failed')
      .map((one) => ({ ...one, start: Date.parse(one.from), stop: Date.parse(one.to) || stop }));
  }

  #draw() {
    const used = new Set();
    this.#pinned = false;
    const rows = lanes(this.task.runs, this.workers, this.end);
    const news = Map.groupBy(this.task.updates, ({ run }) => run);
    const shown = shownLanes(rows);
    const left = rows.length - shown.length;
    fill(this.lanes, this.#axis(),
      h('ul', { role: 'list' }, shown.map((row) => this.#lane(row, news, used))),
      left > 0 && h('p', { class: 'faint' }, `${left} more lanes are in the list of runs below.`), this.#plot());
    fill(this.legend, [...used].map((phase) =>
      h('span', {}, h('i', { class: isHatched(phase) && 'hatch', '--c': phaseColour(phase) }), phaseWord(phase))),
    h('span', {}, h('i', { class: 'dot' }), 'news'), this.#pinned && [
      h('span', {}, h('i', { class: 'pin' }), 'wait begins'), h('span', {}, h('i', { class: 'pin ends' }), 'ends')],
    [...new Map(wanted(this.task, this.end).map((one) => [one.tone, one.word]))].map(([tone, word]) =>
      h('span', {}, h('i', { class: `bar ${tone}` }), word)));
    this.#controls();
  }

  #axis() {
    const spans = wanted(this.task, this.end);
    const moments = momentsOf(this.task).filter(({ time }) => this.scale.shows(time, time + 1));
    const said = [...spans.map(({ told: [what, when] }) => `${what}, ${when}`),
      ...moments.map(({ time, text }) => `${text}, ${clock(time)}`)].join('; ');
    return [
      h('div', { class: 'axis', 'aria-hidden': 'true' }, h('div', {}, this.scale.ticks().map(({ x, label }) =>
        h('span', { '--x': percent(x) }, label)),
      spans.map((one) => this.#span(one)), moments.map((one) => this.#moment(one)))),
      said && h('p', { class: 'hush' }, clean(`The task: ${said}.`, 900)),
    ];
  }

  #moment({ time, tone, text }) {
    const drawn = h('b', { class: `moment ${tone}`, '--x': percent(this.scale.at(time)) });
    tell(drawn, [text, clock(time)], time);
    return drawn;
  }

  /** When somebody was wanted, as a line above all lanes. */
  #span({ from, to, tone, told: lines }) {
    if (!this.scale.shows(from, to)) return undefined;
    const x = this.scale.at(from);
    const drawn = h('i', { class: `wanted ${tone}`, '--x': percent(x), '--w': percent(this.scale.at(to) - x) });
    tell(drawn, lines, from);
    return drawn;
  }

  /** What lies over all lanes: folded time, the moment pointed at, the place of the pointer, what is being marked. */
  #plot() {
    const folds = this.scale.parts.filter(({ folded }) => folded).map(({ x, wide, from, to }) =>
      h('i', { class: 'fold', '--x': percent(x), '--w': percent(wide), title: `${spoken(to - from)} without work` }));
    this.marked = h('i', { class: 'marked', hidden: true });
    const time = this.to?.time ?? NaN;
    const isShown = this.scale.shows(time, time + 1);
    const flag = isShown && h('i', { class: 'flag', '--x': percent(this.scale.at(time)) });
    this.plot = h('div', { class: 'plot', 'aria-hidden': 'true' }, folds, flag, this.cursor, this.marked);
    return this.plot;
  }

  #controls() {
    const { idle, from, until } = this.view;
    const zoomed = from !== undefined || until !== undefined;
    const folds = gaps(this.#busy(), this.first, this.last).length > 0;
    const focused = this.tools.contains(document.activeElement) && document.activeElement.dataset.tool;
    fill(this.tools,
      zoomed && h('span', { class: 'faint' }, stretch(this.scale.from, this.scale.until)),
      zoomed ? button('btn', { 'data-tool': 'whole' }, () => this.whole(), 'Show all')
        : h('span', { class: 'faint hint' }, 'drag to zoom'),
      folds && button('btn', { 'data-tool': 'idle', 'aria-pressed': String(Boolean(idle)) }, () => this.fold(),
        'Hide idle time'));
    if (focused) this.tools.querySelector(`[data-tool=${focused}]`)?.focus();
  }

  #lane({ name, detail, depth, runs }, news, used) {
    const tries = this.#asOne(runs);
    const others = tries.length ? runs.filter((run) => !tries.includes(run)) : runs;
    const segments = runs.flatMap((run) => this.#segments(run).map((one) => ({ ...one, run })));
    segments.forEach(({ phase }) => used.add(phase));
    runs.filter(({ ended }) => ended).forEach(({ phase }) => used.add(phase));
    const length = runs.reduce((sum, run) => sum + (Date.parse(run.ended) || this.end) - Date.parse(run.started), 0);
    const words = [tries.length && triesWord(tries), ...others.map((run) => this.#words(run))].filter(Boolean);
    const lives = runs.length === 1 && !runs[0].ended && !this.task.ended;
    return h('li', { class: 'lane', '--depth': Math.min(depth, 6) },
      h('span', { class: 'lane-name' }, depth > 0 && h('span', { class: 'twig', 'aria-hidden': 'true' }, '└'),
        foreign(name, 80), h('small', {}, foreign(detail, 120))),
      h('svg', { class: 'track', role: 'img', 'aria-label': clean(words.join('; '), 900) },
        segments.filter(({ start, stop }) => this.scale.shows(start, stop)).map((one) => this.#bar(one, tries)),
        tries.length > 0 && this.#failure(tries),
        this.#marks(others, turns, TURNS_APART, (one) => this.#turn(one)),
        others.flatMap(({ id }) => news.get(id) ?? []).map((one) => this.#dot(one)),
        this.#marks(others, waits, PINS_APART, (one) => this.#pin(one)),
        others.filter(({ ended }) => ended).map((run) => this.#end(run))),
      lives ? age(runs[0].started) : h('span', { class: 'age' }, spoken(length)));
  }

  /** The failed tries of a lane that are told as one, as long as nobody looks closer. */
  #asOne(runs) {
    const tries = runs.filter((run) => this.failed.has(run));
    const seen = tries.filter(({ started, ended }) => this.scale.shows(Date.parse(started), Date.parse(ended)));
    if (!seen.length) return tries;
    const [from, to] = [seen[0].started, seen.at(-1).ended].map((time) => this.scale.at(Date.parse(time)));
    return (to - from) / seen.length < TRY_SEEN ? tries : [];
  }

  /** That all of them failed, as a line below their bars. */
  #failure(tries) {
    const [from, to] = [Date.parse(tries[0].started), Date.parse(tries.at(-1).ended)];
    if (!this.scale.shows(from, to)) return undefined;
    const [x, right] = [this.scale.at(from), this.scale.at(to)];
    const drawn = h('rect', { x: percent(x), y: 18.5, height: 3, rx: 1, '--w': percent(right - x),
      '--c': phaseColour('failed'), class: 'failure' });
    tell(drawn, [triesWord(tries)], tries.at(-1).ended);
    return [drawn, this.#end(tries.at(-1))];
  }

  #words(run) {
    const did = this.#segments(run).map(({ phase, start, stop }) => `${phaseWord(phase)} ${spoken(stop - start)}`);
    const end = run.outcome && outcomeWord(run.outcome);
    return [run.attempt > 1 && `try ${run.attempt}`, ...did, end].filter(Boolean).join(', ') || 'nothing known';
  }

  #bar({ run, phase, reason, from, to, start, stop }, tries) {
    const [x, right] = [this.scale.at(start), this.scale.at(stop)];
    const props = { x: percent(x), y: 5, height: 12, rx: 2, '--w': percent(right - x), '--c': phaseColour(phase) };
    const isPointed = this.to?.run === run.id;
    const drawn = h('rect', { ...props, class: `${isWait(phase) ? 'waits' : 'does'}${isPointed ? ' pointed' : ''}` });
    const lines = isHatched(phase) && h('rect', { ...props, class: 'hatches' });
    const why = reason && ` for ${reasonWord(reason)}`;
    tell(lines || drawn, [tries.includes(run) && triesWord(tries),
      `${phaseWord(phase)}${why ?? ''} · ${spoken(stop - start)}`,
      stretch(from, to ?? this.task.ended), this.#whose(run)].filter(Boolean));
    return [drawn, lines];
  }

  /** The marks of one kind in a lane, as far as they can be told apart. */
  #marks(runs, found, least, draw) {
    const all = runs.flatMap((run) => found(this.#segments(run)));
    const shown = all.filter(({ time }) => this.scale.shows(time, time + 1));
    return apart(shown, (time) => this.scale.at(time), least).map(draw);
  }

  /** Where a phase changed. */
  #turn({ time, told: lines }) {
    const x = percent(this.scale.at(time));
    const [drawn, reach] = ['turn', 'turn reach'].map((name) =>
      h('line', { x1: x, x2: x, y1: 4, y2: 18, class: name }));
    tell(reach, lines, time);
    return [drawn, reach];
  }

  /** Where a wait began or ended, above the bars. */
  #pin({ time, ends, asks, told: lines }) {
    this.#pinned = true;
    const reach = h('circle', { cx: 0, cy: 1.5, r: 5.5, class: 'reach' });
    tell(reach, lines, time);
    const props = { class: `pin${ends ? ' ends' : ''}${asks ? ' asks' : ''}`, x: percent(this.scale.at(time)), y: 0 };
    return h('svg', props, h('path', { d: 'M-2.8 0H2.8L0 4.2Z' }), reach);
  }

  #whose(run) {
    return clean(runName(run, this.workers), 80) + (run.attempt > 1 ? `, try ${run.attempt}` : '');
  }

  #dot({ text, at }) {
    const time = Date.parse(at);
    if (!this.scale.shows(time, time + 1)) return undefined;
    const drawn = h('circle', { cx: percent(this.scale.at(time)), cy: 20.5, r: 1.8, class: 'news' });
    const reach = h('circle', { cx: percent(this.scale.at(time)), cy: 20, r: 6, class: 'reach' });
    tell(reach, [clean(text, 200), clock(at)], at);
    return [drawn, reach];
  }

  /** How a run ended, by shape and colour, where it ended. */
  #end(run) {
    const time = Date.parse(run.ended);
    if (!this.scale.shows(time - 1, time + 1)) return undefined;
    const shape = mark('settled', run.phase);
    Object.entries({ x: percent(this.scale.at(time)), y: 5.5, width: 11, height: 11 })
      .forEach(([name, value]) => shape.setAttribute(name, value));
    const outcome = outcomeWord(run.outcome);
    const summed = run.summary ? `${outcome}: ${clean(run.summary, 160)}` : outcome;
    tell(shape, [summed, clock(run.ended), this.#whose(run)], run.ended);
    return h('g', { class: 'end' }, shape);
  }

  // Pointing at it.

  #place({ clientX }) {
    const { left, width } = this.plot.getBoundingClientRect();
    return (clientX - left) / width;
  }

  #grab(event) {
    const x = this.#place(event);
    if (event.button || x < 0 || x > 1 || !event.isPrimary) return;
    clearTimeout(this.#leaving);
    if (event.pointerType === 'touch') this.#move(event);
    this.#drag = { x, clientX: event.clientX, moment: found(moments, event.target) };
    this.lanes.setPointerCapture(event.pointerId);
  }

  #move(event) {
    const x = this.#place(event);
    this.cursor.hidden = x < 0 || x > 1;
    this.cursor.style.setProperty('--x', percent(x));
    if (this.#drag && Math.abs(event.clientX - this.#drag.clientX) >= DRAGGED) {
      const [from, to] = [this.#drag.x, Math.min(1, Math.max(0, x))].toSorted((one, other) => one - other);
      this.marked.hidden = false;
      this.marked.style.setProperty('--x', percent(from));
      this.marked.style.setProperty('--w', percent(to - from));
      const [start, stop] = [this.scale.timeAt(from), this.scale.timeAt(to)];
      return this.#tell([stretch(start, stop), spoken(stop - start)], event);
    }
    if (this.#drag) return undefined;
    const lines = found(told, event.target) ?? (this.cursor.hidden ? [] : [clock(this.scale.timeAt(x))]);
    const copies = event.pointerType !== 'touch' && found(moments, event.target);
    return this.#tell(copies ? [...lines, 'click to copy a link'] : lines, event);
  }

  #drop(event) {
    const drag = this.#drag;
    this.#drag = undefined;
    this.marked.hidden = true;
    if (!drag) return;
    if (Math.abs(event.clientX - drag.clientX) < DRAGGED) return this.#pressed(drag.moment, event);
    this.tip.hidden = true;
    const ends = [drag.x, Math.min(1, Math.max(0, this.#place(event)))].map((x) => this.scale.timeAt(x));
    this.#look(...ends.toSorted((one, other) => one - other));
  }

  /** A click on a mark; a tap only tells. */
  #pressed(moment, { pointerType }) {
    if (moment && pointerType !== 'touch') copyLink({ t: moment }, 'this moment', this.go);
  }

  /** A finger that leaves has tapped: what it was told stays for a while. */
  #awaySoon() {
    this.cursor.hidden = true;
    clearTimeout(this.#leaving);
    this.#leaving = setTimeout(() => this.#away(), TOLD_FOR);
  }

  #away() {
    this.#drag = undefined;
    if (this.marked) this.marked.hidden = true;
    this.cursor.hidden = true;
    this.tip.hidden = true;
  }

  #tell(lines, { clientX, clientY }) {
    this.tip.hidden = !lines.length;
    if (!lines.length) return;
    fill(this.tip, lines.map((line, index) => h(index ? 'span' : 'b', {}, line)));
    const { width, height } = this.tip.getBoundingClientRect();
    const left = Math.min(Math.max(8, clientX + 14), innerWidth - width - 8);
    const above = clientY - height - 12;
    const hides = above < Math.max(8, this.tools.getBoundingClientRect().bottom);
    this.tip.style.setProperty('--left', `${left}px`);
    this.tip.style.setProperty('--top', `${hides ? clientY + 20 : above}px`);
  }

  // Looking elsewhere.

  #key(event) {
    const does = { ArrowLeft: () => this.pan(-0.2), ArrowRight: () => this.pan(0.2) }[event.key];
    if (!does || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    does();
  }

  zoom(factor) {
    const { from, until } = this.scale;
    const middle = (from + until) / 2;
    const half = ((until - from) / 2) * factor;
    this.#look(middle - half, middle + half);
  }

  pan(share) {
    const by = (this.scale.until - this.scale.from) * share;
    const least = Math.max(by, this.first - this.scale.from);
    const move = Math.min(least, this.last - this.scale.until);
    if (Math.abs(move) > 1) this.#look(this.scale.from + move, this.scale.until + move);
  }

  whole() {
    this.onView({ from: undefined, until: undefined });
  }

  fold() {
    this.onView({ idle: !this.view.idle });
  }

  #look(from, until) {
    if (until - from < LEAST) [from, until] = [(from + until - LEAST) / 2, (from + until + LEAST) / 2];
    const isWhole = from <= this.first && until >= this.last;
    if (isWhole) return this.whole();
    return this.onView({ from: Math.max(from, this.first), until: Math.min(until, this.last) });
  }
}

/** What is kept of an element that was pointed at, or of the mark that it is a part of. */
const found = (kept, target) => kept.get(target) ?? kept.get(target.closest?.('svg.mark'));
