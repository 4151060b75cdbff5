// The board in words: the one-line answer, what an address filters it by, and what was looked at where there is little
// to see.

import { foreign, h, joined } from '../shared/browser/dom.js';
import { age, clock } from '../shared/browser/time.js';
import { liveSources, number, plural, sourceName } from '../shared/tasks/words.js';

// The server applies these to the stream as well; the others are applied by the page.
const STREAMED = ['phase', 'owner', 'source', 'kind', 'outcome', 'shelf', 'remark', 'label'];
export const FILTERS = ['attention', 'q', ...STREAMED];

/** The filters that an address asks for. */
export function filterOf(search) {
  const asked = FILTERS.filter((name) => search.get(name));
  return Object.fromEntries(asked.map((name) => [name, name === 'label' ? search.getAll(name) : search.get(name)]));
}

/** Those of them that the stream applies. */
export const streamedOf = (filter) =>
  Object.fromEntries(Object.entries(filter).filter(([name]) => STREAMED.includes(name)));

/** What the whole board comes to. Each part is a filter, and the part that is one already takes it away again. */
export function sentence({ unshelved: counts, shelves }, { attention, phase }) {
  const part = (count, tone, chosen, asks, one, many) => count > 0 && h('a', {
    class: tone, href: chosen ? '/' : `/?${asks}`, 'data-route': true, 'aria-current': chosen && 'true',
  }, plural(count, one, many));
  const link = (group, tone, one, many) =>
    part(counts[group], tone, attention === group && !phase, `attention=${group}`, one, many);
  const told = (of, count, tone, one, many) =>
    part(count, tone, attention === 'unreported' && phase === of, `attention=unreported&phase=${of}`, one, many);
  const done = counts.unreported - counts.failed;
  const taken = (one, many) => part(shelves.on_it, 'q', false, 'shelf=on_it', one, many);
  const needs = link('needs_you', 'n', 'task needs you', 'tasks need you');
  const more = needs && shelves.on_it > 0
    && h('span', { class: 'q' }, ' (', taken('more has somebody on it', 'more have somebody on them'), ')');
  const pressing = joined([
    needs && [needs, more],
    link('stuck', 's', 'looks stuck', 'look stuck'),
    counts.failed > 0 && joined([
      told('failed', counts.failed, 'f', ...done ? ['failed', 'failed'] : ['failed, unreported', 'failed, unreported']),
      told('done', done, 'r', 'is done but unreported', 'are done but unreported'),
    ], ' and '),
    counts.failed === 0 && link('unreported', 'r', 'is done but unreported', 'are done but unreported'),
  ], ', ');
  const away = !needs && taken('has somebody on it', 'have somebody on them');
  const calm = joined([
    link('working', 'q', 'is working on its own', 'are working on their own'),
    link('queued', 'q', 'queued', 'queued'),
  ], ', ');
  const rest = calm.length > 0 && h('span', { class: 'q' }, ' ', calm, '.');
  return [joined([pressing.length ? pressing : 'Nothing needs you', away], ', '), '.', rest];
}

/** How much of what the board comes to a filter lets through, as in "2 of 74 that need you match". */
export function narrowed({ unshelved: all }, { unshelved: some, total, partial }, { attention }) {
  const isTold = (group) => (attention ? attention === group : group === 'needs_you' || some[group] > 0);
  const part = (group, tone, one, many) => all[group] > 0 && isTold(group)
    && h('span', { class: some[group] ? tone : 'q' }, `${number(some[group])} of ${number(all[group])} that `,
      all[group] === 1 ? one : many);
  const pressing = joined([
    part('needs_you', 'n', 'needs you', 'need you'),
    part('stuck', 's', 'looks stuck', 'look stuck'),
    part('unreported', all.failed ? 'f' : 'r', 'is unreported', 'are unreported'),
  ], ', ');
  const others = total - some.needs_you - some.stuck - some.unreported;
  const [one, many] = pressing.length ? ['other', 'others'] : ['task', 'tasks'];
  const rest = `${number(others)}${partial ? '+' : ''} ${others === 1 ? one : many} ${
    others === 1 ? 'matches' : 'match'}.`;
  if (!pressing.length) return others > 0 ? rest : 'Nothing matches.';
  return [pressing, ' match.', others > 0 && h('span', { class: 'q' }, ` ${rest}`)];
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
