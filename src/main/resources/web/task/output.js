// The last lines that runs wrote, as far as they are kept: those of the run that wrote last, the others folded away.
// What is read follows the newest line, until somebody scrolls up: then it stays where it is read.

import { button, cleanLines, fill, foreign, h } from '../shared/browser/dom.js';
import { age } from '../shared/browser/time.js';
import { runName } from './runs.js';

const MOST = 12;
const NEAR_THE_END = 8;

const written = (runs) => runs.filter(({ output }) => output)
  .toSorted((a, b) => Date.parse(b.output.at) - Date.parse(a.output.at));

export class Output {
  #run;
  #shown;

  constructor() {
    this.screen = screen('');
    this.told = h('h2', {});
    this.older = h('div');
    this.onward = button('btn newest', { hidden: true }, () => this.#toEnd(), 'Newest ↓');
    this.element = h('section', { class: 'output', hidden: true },
      h('div', { class: 'heading' }, this.told, this.onward), this.screen, this.older);
    this.screen.addEventListener('scroll', () => { this.onward.hidden = this.#follows; });
  }

  /** Shows what these runs wrote; nothing where no run's output is kept. */
  show(runs, workers) {
    const [newest, ...others] = written(runs);
    this.element.hidden = !newest;
    const key = JSON.stringify([newest, ...others].map((run) => [run?.id, run?.output, run?.ended]));
    if (!newest || key === this.#shown) return;
    this.#shown = key;
    fill(this.told, 'Output ', h('small', {}, named(newest, workers)));
    fill(this.older, others.slice(0, MOST).map((run) =>
      h('details', {}, h('summary', {}, named(run, workers)), screen(run.output.text))));
    this.#write(newest);
  }

  /** The newest lines in place of those that stand there; what is being read stays where it is. */
  #write({ id, output }) {
    const before = this.screen.textContent;
    const text = cleanLines(output.text);
    const follows = this.#follows || this.#run !== id;
    this.#run = id;
    if (text === before) return;
    const { scrollTop, scrollHeight } = this.screen;
    const high = scrollHeight / (before.split('\n').length || 1);
    this.screen.textContent = text;
    if (follows) this.#toEnd();
    else this.screen.scrollTop = Math.max(0, scrollTop - high * linesGone(before, text));
    this.onward.hidden = this.#follows;
  }

  get #follows() {
    const { scrollTop, scrollHeight, clientHeight } = this.screen;
    return scrollHeight - scrollTop - clientHeight < NEAR_THE_END;
  }

  #toEnd() {
    this.screen.scrollTop = this.screen.scrollHeight;
  }
}

/** How many lines at the top made room for new ones. */
function linesGone(before, after) {
  const lines = before.split('\n').slice(0, -1);
  const gone = lines.findIndex((_, index) => after.startsWith(lines.slice(index).join('\n')));
  return Math.max(0, gone);
}

/** As in "mvn verify · 12s ago". */
const named = (run, workers) => [foreign(runName(run, workers), 80), ' · ',
  run.ended ? 'its last lines, ' : '', age(run.output.at, { after: ' ago' })];

const screen = (text) =>
  h('pre', { class: 'screen', tabindex: 0, role: 'region', 'aria-label': 'Output' }, cleanLines(text));
