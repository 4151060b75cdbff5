// Sources: who tells of work, and how well each can be heard; the blind come first.

import { fill, foreign, h, joined } from '../shared/browser/dom.js';
import { age, spoken } from '../shared/browser/time.js';
import * as api from '../shared/server/api.js';
import { Refresh, refill } from '../shared/server/refresh.js';
import { liveSources, number, plural, sourceName } from '../shared/tasks/words.js';
import { acting } from './acting.js';
import { day, failures, pace } from './health.js';
import { fix } from './remedy.js';

const READ = { after: 2_000, atLeast: 10_000 };
const LATE = 5_000;
/** Each state as a shape, a tone and what it means, in the order in which they are shown. */
const STATES = {
  blind: { shape: '◆', tone: 'stall', word: 'blind', means: 'no contact: what it last said is all that is known' },
  refused: { shape: '■', tone: 'needs', word: 'refused', means: 'it does not let us in' },
  connecting: { shape: '◌', tone: 'calm', word: 'connecting', means: 'the first contact is being made' },
  live: { shape: '●', tone: 'ok', word: 'live', means: 'there is contact' },
  heard: { shape: '●', tone: 'calm', word: 'heard', means: 'it posts events and promises nothing' },
  absent: { shape: '○', tone: 'calm', word: 'not there', means: 'looked for on this machine, not found so far' },
};
const ORDER = Object.keys(STATES);

export default class SourcesPage {
  static css = ['rooms/rooms.css'];
  title = 'Sources';
  #refresh;

  constructor(shell) {
    this.shell = shell;
    this.sentence = h('h1', { class: 'sitrep' }, 'Looking…');
    this.list = h('ul', { class: 'sources', role: 'list' });
    this.kept = h('section', { class: 'kept', 'aria-label': 'What is kept' });
    this.element = h('article', {}, this.sentence, this.list,
      h('p', { class: 'faint' }, 'Not observed: A2A, AG-UI, MCP tasks.'), this.kept);
    this.#refresh = new Refresh((signal) => this.#read(signal), this.list, READ);
  }

  show() {
    return this.reload();
  }

  leave() {
    this.#refresh.stop();
  }

  changed() {
    this.#refresh.soon();
  }

  reload() {
    return this.#refresh.now();
  }

  get problem() {
    return this.#refresh.problem;
  }

  async #read(signal) {
    const { items, counts, kept } = await api.sources(signal);
    const sorted = items.toSorted((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state));
    fill(this.sentence, sentence(counts));
    this.kept.hidden = !kept;
    fill(this.kept, kept && [h('h2', {}, 'What is kept'), keeping(kept)]);
    const rows = sorted.map((source) => row(source, () => this.#refresh.now()));
    refill(this.list, rows, !items.length && h('li', { class: 'empty' },
      'Nothing has told of work yet. Anything that speaks HTTP can: ',
      h('code', {}, `curl -d '{"task":"try","phase":"testing"}' ${location.origin}/api/v1/events`)));
    if (items.some((source) => source.acting?.state === 'connecting')) this.#refresh.soon();
  }
}

function sentence(counts) {
  const { blind, refused } = counts;
  const good = liveSources(counts);
  const parts = joined([
    blind && h('b', { class: 's' }, plural(blind, 'source is blind', 'sources are blind')),
    refused && h('b', { class: 'n' }, plural(refused, 'refuses us', 'refuse us')),
    good && plural(good, blind || refused ? 'tells of work' : 'source tells of work',
      blind || refused ? 'tell of work' : 'sources tell of work'),
  ], ', ');
  if (!parts.length) return 'Nothing tells of work yet.';
  return [parts, '.', !blind && !refused && h('span', { class: 'q' }, ' None of them is out of contact.')];
}

/** What is kept, how it grows and by which rules. */
function keeping({ events, logBytes, indexBytes, limitBytes, bytesPerDay, fullIn, details, stubs, rules }) {
  const days = (seconds) => spoken(seconds * 1000);
  const taken = logBytes + indexBytes;
  return [
    h('div', { class: 'room' }, h('b', {}, `${size(taken)} of ${size(limitBytes)}`), ' for ',
      plural(events, 'event', 'events'), h('svg', { class: 'meter', 'aria-hidden': 'true' },
        h('rect', { '--w': `${Math.max(0.5, Math.min(100, (100 * taken) / limitBytes)).toFixed(1)}%` }))),
    h('dl', {}, fact('Grows by', bytesPerDay !== undefined && `${size(bytesPerDay)} a day`),
      fact('Would be full in', fullIn !== undefined && days(fullIn)), fact('Details stay', days(details)),
      rules.map((rule) => fact(['of ', foreign(rule.whose.replace(':', ' '), 160)], days(rule.details))),
      fact('Stubs stay', days(stubs))),
  ];
}

const size = (bytes) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;

function row(source, onTurned) {
  const { id, kind, where, version, state, since, why, remedy, lastEvent, lagMillis } = source;
  const { shape, tone, word, means } = STATES[state] ?? { shape: '◌', tone: 'calm', word: state, means: '' };
  return h('li', { class: `source ${tone}` },
    h('div', { class: 'state' },
      h('span', { class: 'phase', title: means }, h('i', { 'aria-hidden': 'true' }, shape), word),
      since && h('span', { class: 'faint' }, age(since, { before: 'for ' }))),
    h('div', { class: 'whom' }, h('h2', {}, foreign(sourceName(id), 160)),
      h('p', { class: 'faint' }, joined([kind === 'posted' ? 'posts events' : foreign(kind, 60),
        sourceName(id) !== id && h('span', { class: 'mono' }, foreign(id, 160)),
        where && h('span', { class: 'mono' }, foreign(where, 160)), version && foreign(version, 60)])),
      why && h('p', { class: 'trouble' }, foreign(why, 400)), remedy && fix(remedy, id)),
    h('dl', { class: 'pulse' },
      fact('Last event', lastEvent ? age(lastEvent, { after: ' ago' }) : 'none yet'),
      fact('Events a minute', number(source.eventsPerMinute)),
      fact('Open tasks', source.open > 0 && openTasks(number(source.open), id)),
      fact('Lag', lagMillis !== undefined && lag(lagMillis)),
      fact('Errors', some(source.errors)), fact('Not understood', some(sumOf(source.skipped))),
      fact('Dropped', some(source.dropped))),
    source.hours && record(source), sight(source), acting(source, onTurned));
}

const openTasks = (word, source) =>
  h('a', { class: 'link', 'data-route': true, href: `/${api.query({ source })}` }, word);

/** What became of what it told of. */
const record = (source) => h('div', { class: 'record' }, day(source), h('p', {},
  joined([failures(source, { source: source.id }), pace(source) && ['they took ', pace(source)]])));

const fact = (name, value) => value && h('div', {}, h('dt', {}, name), h('dd', {}, value));
const some = (count) => count > 0 && number(count);
const sumOf = (counts = {}) => Object.values(counts).reduce((one, other) => one + other, 0);

/** How late its news are; a clock that is ahead is said so. */
function lag(millis) {
  if (millis < -LATE) return `its clock is ${Math.round(-millis / 1000)}s ahead`;
  if (millis > LATE) return spoken(millis);
  return millis < 1000 ? `${Math.max(0, millis)} ms` : `${(millis / 1000).toFixed(1)} s`;
}

function sight({ sees = [], misses = [] }) {
  if (!sees.length && !misses.length) return undefined;
  return h('div', { class: 'sight' },
    sees.length > 0 && h('p', {}, h('b', {}, 'Sees '), foreign(sees.join(', '), 600)),
    misses.length > 0 && h('ul', { role: 'list' }, misses.map(({ what, remedy }) => h('li', {},
      h('b', {}, 'Cannot see '), foreign(what, 300),
      remedy && h('span', { class: 'faint' }, ' · ', foreign(remedy, 300))))));
}
