// The board in words: the one-line answer, what it is filtered by, and what was looked at where there is little to see.

import { button, foreign, h, joined } from '../shared/browser/dom.js';
import { age, clock } from '../shared/browser/time.js';
import { query } from '../shared/server/api.js';
import { GROUPS, kindsWord, liveSources, phaseWord, plural, sourceName } from '../shared/tasks/words.js';

const MOST_LABELS = 4;
const MOST_SOURCES = 6;

// The server applies these to the stream as well; the others are applied by the page.
const STREAMED = ['phase', 'owner', 'source', 'kind', 'outcome', 'label'];
const FILTERS = ['attention', 'q', ...STREAMED];

/** The filters that an address asks for. */
export function filterOf(search) {
  const asked = FILTERS.filter((name) => search.get(name));
  return Object.fromEntries(asked.map((name) => [name, name === 'label' ? search.getAll(name) : search.get(name)]));
}

/** Those of them that the stream applies. */
export const streamedOf = (filter) =>
  Object.fromEntries(Object.entries(filter).filter(([name]) => STREAMED.includes(name)));

/** Each part is a filter, and the part that is one already takes it away again. */
export function sentence(counts, { attention, phase }) {
  const part = (count, tone, chosen, asks, one, many) => count > 0 && h('a', {
    class: tone, href: chosen ? '/' : `/?${asks}`, 'data-route': true, 'aria-current': chosen && 'true',
  }, plural(count, one, many));
  const link = (group, tone, one, many) =>
    part(counts[group], tone, attention === group && !phase, `attention=${group}`, one, many);
  const told = (of, count, tone, one, many) =>
    part(count, tone, attention === 'unreported' && phase === of, `attention=unreported&phase=${of}`, one, many);
  const done = counts.unreported - counts.failed;
  const pressing = joined([
    link('needs_you', 'n', 'task needs you', 'tasks need you'),
    link('stuck', 's', 'looks stuck', 'look stuck'),
    counts.failed > 0 && joined([
      told('failed', counts.failed, 'f', ...done ? ['failed', 'failed'] : ['failed, unreported', 'failed, unreported']),
      told('done', done, 'r', 'is done but unreported', 'are done but unreported'),
    ], ' and '),
    counts.failed === 0 && link('unreported', 'r', 'is done but unreported', 'are done but unreported'),
  ], ', ');
  const calm = joined([
    link('working', 'q', 'is working on its own', 'are working on their own'),
    link('queued', 'q', 'queued', 'queued'),
  ], ', ');
  const rest = calm.length > 0 && h('span', { class: 'q' }, ' ', calm, '.');
  return [pressing.length ? pressing : 'Nothing needs you', '.', rest];
}

/**
 * The filters there are to choose, and those that are chosen, each with a way to take it away. Whose name `me` is can
 * be asked for where there is somebody who may have it (`askMe`).
 */
export function chips(filter, { kinds, labels, sources, me, askMe }) {
  const chip = (params, on, ...label) => h('a', {
    class: on ? 'chip on' : 'chip', href: `/${query(params)}`, 'data-route': true, 'aria-current': on && 'true',
  }, label);
  const away = (name) => ({ ...filter, [name]: undefined });
  const one = (name, value, ...word) => (filter[name] === value
    ? chip(away(name), true, word) : chip({ ...filter, [name]: value }, false, word));
  const tell = sources.length > 1 ? sources.slice(0, MOST_SOURCES) : [];
  const offered = ['kind', 'label', me && filter.owner === me && 'owner',
    tell.some(({ id }) => id === filter.source) && 'source'];
  const chosen = FILTERS.filter((name) => !offered.includes(name) && filter[name]);
  const known = [...new Set([...kinds, filter.kind])].filter(Boolean).sort();
  const asked = filter.label ?? [];
  const marked = [...new Set([...asked, ...labels.slice(0, MOST_LABELS)])];
  return [
    chip({}, !Object.keys(filter).length, 'Everything'),
    me ? one('owner', me, 'Mine') : askMe && button('chip', {}, askMe, 'Mine'),
    tell.map((source) => one('source', source.id, foreign(sourceName(source.id), 60))),
    (known.length > 1 || filter.kind) && known.map((kind) => one('kind', kind, kindsWord(kind))),
    marked.map((label) => (asked.includes(label)
      ? chip({ ...filter, label: asked.filter((one) => one !== label) }, true, labelWord(label))
      : chip({ ...filter, label: [...asked, label] }, false, labelWord(label)))),
    chosen.map((name) => chip(away(name), true, filterWord(name, filter[name]),
      h('span', { 'aria-hidden': 'true' }, ' ×'), h('span', { class: 'hush' }, ', remove this filter'))),
  ];
}

const labelWord = (label) => foreign(label.replace(':', ': '), 40);

function filterWord(name, value) {
  if (name === 'attention') return GROUPS[value]?.title ?? foreign(value, 40);
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
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([label]) => label);
}

export function nothingFor({ q }) {
  const all = h('a', { href: '/', 'data-route': true }, 'Show everything');
  return [q ? ['Nothing matches ', h('q', {}, foreign(q, 80)), '. '] : 'No task is like that now. ', all];
}

/** What was looked at, so that an empty board can be believed. */
export function checked({ blind = [], lastEvent, sources }) {
  const live = liveSources(sources);
  return [
    blind.length ? `As far as can be seen: ${plural(blind.length, 'source is', 'sources are')} out of contact. `
      : 'No task waits for a person, none looks stuck, none is unreported. ',
    live > 0 && [plural(live, 'source', 'sources'), ' live', lastEvent ? ', ' : '.'],
    lastEvent && [live > 0 ? 'last event ' : 'Last event ', age(lastEvent, { after: ' ago' }), '.'],
  ];
}

/** Why the server can take in nothing: what is shown is as it was then. */
export function troubleNotice({ trouble }) {
  return trouble
    && h('p', { class: 'notice' }, h('b', {}, 'The server is not accepting events. '), foreign(trouble, 300));
}

export function blindNotice({ source, since, why }) {
  const because = why && [' (', foreign(why, 200), ')'];
  return h('p', { class: 'notice' }, 'No contact with ', h('b', {}, foreign(sourceName(source), 80)),
    ` since ${clock(since, false)}`, because, '. Its tasks are shown as they were then.');
}

export function refusal({ status, message }) {
  if (status === 401) return 'This server wants its token: open the address that “sitrep serve” printed.';
  return foreign(message, 300);
}

export function welcome() {
  const report = '{"task":"hello","phase":"testing","update":"412 of 913 tests"}';
  return h('div', { class: 'empty welcome' },
    h('p', {}, 'No work has been reported yet. Run something through Sitrep and watch it here:'),
    h('pre', {}, './sitrep run -- mvn -v'),
    h('p', {}, 'or tell of it from anywhere:'),
    h('pre', {}, `curl -d '${report}' ${location.origin}/api/v1/events`));
}
