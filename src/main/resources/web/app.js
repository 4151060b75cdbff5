// The page as a whole: the address decides which page is shown, and the stream keeps it true.
//
// How a page is added
// -------------------
// 1. A line in PAGES below (and the address in the server's routes, http/HttpApp, so that a reload finds it).
// 2. A module in the folder of its page (README.md has the map), whose default export is a class:
//
//      export default class HistoryPage {
//        static css = ['rooms/history.css'];   its own styles, loaded before it is first shown (optional)
//        static kept = true;             one instance that outlives visits elsewhere (optional; else made anew)
//        static searches = true;         the search box's words go to its own address as `q` (optional; else to Now)
//        constructor(shell) {}           builds `element`, and reads nothing yet
//        element                         what stands in <main>; it holds the page's one <h1>
//        title                           for the window; dispatch a bubbling 'titled' event on `element` on change
//        within                          the address of the page in the navigation that it belongs to (optional)
//        show({ id, params })            shows what its address asks for: at first, and whenever the address changes
//                                        within the page. `id` is the variable part, `params` a URLSearchParams
//        listens({ id, params })         the filter of its stream, as /changes takes it (optional; else all tasks)
//        changed(task) gone({ id })      what the stream tells (optional)
//        summed(summary)                 the newest /summary, at the latest every 15 s (optional)
//        reload()                        reads everything anew: changes were missed (optional)
//        keys                            its part of the keyboard table, [{ key, does, run }]; the help overlay and
//                                        the dispatch are made from it (optional; see keys.js)
//        leave()                         another page comes: stop timers, abort requests (optional)
//      }
//
// `shell` is what a page may use of the whole: `shell.go(href, inPlace)` goes to an address of ours without a reload
// (in place: without a new entry in the history), and `shell.summary` is the newest summary, once there is one.
// A link with `data-route` does the same by itself. Everything that changes what is shown belongs into the address.

import { fill, h } from './shared/browser/dom.js';
import { bind, walking } from './shared/browser/keys.js';
import { everySecond, setClock, startClock } from './shared/browser/time.js';
import * as api from './shared/server/api.js';
import { Stream } from './shared/server/stream.js';
import { takeContact } from './shared/tasks/contact.js';
import { knownSources, liveSources } from './shared/tasks/words.js';
import { askWhetherToldOf, tellWhatIsSeen } from './shell/looking.js';
import { Masthead } from './shell/masthead.js';
import { Needs } from './shell/needs.js';
import { Desktop } from './shell/notify.js';
import { openPalette } from './shell/palette.js';
import { openSettings } from './shell/settings.js';
import { Since } from './shell/since.js';
import { door } from './shell/token.js';

/** The pages, in the order of the navigation; one without a name is not in it. `g` and the key goes there. */
const PAGES = [
  { name: 'Now', key: 'n', path: /^\/$/, href: '/', module: './board/board.js' },
  { name: 'History', key: 'h', path: /^\/history\/?$/, href: '/history', module: './rooms/history.js' },
  { name: 'Workers', key: 'w', path: /^\/workers\/?$/, href: '/workers', module: './rooms/workers.js' },
  { name: 'Sources', key: 's', path: /^\/sources\/?$/, href: '/sources', module: './rooms/sources.js' },
  { path: /^\/then\/?$/, module: './rooms/then.js', within: '/history' },
  { does: 'Decide one by one', key: 'd', path: /^\/decide\/?$/, href: '/decide', module: './decide/decide.js',
    within: '/' },
  { path: /^\/tasks\/([^/]+)\/?$/, module: './task/task.js', within: '/' },
];

const SUMMARY_AT_MOST = 1_000;
const SUMMARY_AT_LEAST = 15_000;
const SEARCH_AFTER = 250;
const FETCH_AFTER = 3_000;
const AWAY = 20_000;

const main = document.getElementById('main');
const search = document.getElementById('search');
const stream = new Stream();
const needs = new Needs('needs_you');
const desktop = new Desktop(go);
const masthead = new Masthead();
const kept = new Map();
const styled = new Map();

/** What a page may use of the whole. */
const shell = { go, summary: undefined };

let page;
let about;
let here;
let unbind;
let streamed;

/**
 * Shows what the address asks for. A slower, older call gives way to a newer one. What the part behind # points at is
 * the page's to scroll to.
 */
async function route() {
  if (locked) return undefined;
  const address = location.pathname + location.search;
  here = address;
  const [found, id] = sought();
  mark(found?.within ?? found?.href);
  let shown;
  try {
    shown = await made(found, id);
  } catch {
    shown = lost('This page could not be loaded', 'The server does not answer. Reload to try again.');
  }
  if (here !== address || locked) return undefined;
  const params = new URLSearchParams(location.search);
  if (shown !== page) enter(shown, found, id);
  if (document.activeElement !== search.q) search.q.value = (searchesHere() && params.get('q')) || '';
  listen(shown.listens?.({ id, params }) ?? {});
  const { scroll } = history.state ?? {};
  await shown.show?.({ id, params });
  if (locked) return undefined;
  masthead.title(page.title);
  if (here === address && (scroll !== undefined || !location.hash)) scrollTo(0, scroll ?? 0);
  return undefined;
}

function sought() {
  for (const one of PAGES) {
    const [match, id] = one.path.exec(location.pathname) ?? [];
    if (match) return [one, id && decoded(id)];
  }
  return [];
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The page for an address: the one that is shown if it is the same thing, a kept one, or a new one. */
async function made(found, id) {
  if (!found) return lost('No such page', 'Perhaps the address is mistyped.');
  const { default: Page } = await import(found.module);
  await Promise.all((Page.css ?? []).map(style));
  if (page?.constructor === Page && about === id) return page;
  const opened = kept.get(Page) ?? new Page(shell);
  if (Page.kept) kept.set(Page, opened);
  return opened;
}

function lost(title, text) {
  return { title, element: h('article', {}, h('h1', {}, title),
    h('p', { class: 'empty' }, text, ' ', h('a', { href: '/', 'data-route': true }, 'See all tasks'))) };
}

/** A page's own styles, loaded once. */
function style(name) {
  if (!styled.has(name)) {
    const link = h('link', { rel: 'stylesheet', href: `/assets/${name}` });
    const loaded = new Promise((done) => ['load', 'error'].forEach((one) => link.addEventListener(one, done)));
    styled.set(name, { link, loaded: loaded.then(holdStyles) });
    document.head.append(link);
  }
  return styled.get(name).loaded;
}

/** Only the styles of the page that is shown hold: those of others may use the same words for other things. */
function holdStyles() {
  const own = page?.constructor.css ?? [];
  for (const [name, { link }] of styled) if (link.sheet) link.sheet.disabled = !own.includes(name);
}

function enter(next, found, id) {
  page?.leave?.();
  unbind?.();
  [page, about] = [next, id];
  holdStyles();
  fill(main, page.element);
  unbind = bind(found?.name ?? 'This page', withWalking(page.keys ?? []));
  if (shell.summary) page.summed?.(shell.summary);
}

/** On every page `j` and `k` go on and back; where it has no rows of its own, among all there is to press. */
function withWalking(keys) {
  const walks = keys.some(({ key }) => key === 'j') ? [] : walking(page.element, 'a[href], button, summary');
  return [...keys, ...walks];
}

/** Shows in the navigation which page this is, or which it belongs to. */
function mark(href) {
  for (const link of document.getElementById('places').children) {
    const current = location.pathname === href ? 'page' : 'true';
    if (href === link.getAttribute('href')) link.setAttribute('aria-current', current);
    else link.removeAttribute('aria-current');
  }
}

/** Listens from a moment before what is shown was read, so that nothing falls between. */
async function listen(filter) {
  const key = JSON.stringify(filter);
  if (streamed === key) return;
  streamed = key;
  const summary = await readSummary();
  if (summary) return stream.open(filter, summary.seq);
  streamed = undefined;
  setTimeout(() => locked || (streamed ?? listen(filter)), 2 * SUMMARY_AT_MOST);
}

let summaryTimer;
let summaryAt = 0;

async function readSummary() {
  clearTimeout(summaryTimer);
  if (locked) return undefined;
  summaryTimer = setTimeout(readSummary, SUMMARY_AT_LEAST);
  summaryAt = Date.now();
  try {
    const summary = await api.summary();
    setClock(summary.now);
    shell.summary = summary;
    masthead.needs(summary.unshelved.needs_you);
    takeContact(summary);
    masthead.sources(liveSources(summary.sources), knownSources(summary.sources));
    if (stream.isOpen) caughtUp(summary.seq);
    needs.take(summary);
    desktop.summed(summary);
    page?.summed?.(summary);
    return summary;
  } catch (problem) {
    if (problem.status === 401) lock();
    else if (stream.state !== 'live') masthead.state('offline');
    return undefined;
  }
}

let locked = false;

/** A token is asked for: it is, before anything else, and what was shown comes back once it is known. */
function lock() {
  if (locked) return;
  locked = true;
  clearTimeout(summaryTimer);
  stream.close();
  page?.leave?.();
  masthead.state('locked');
  masthead.title('Token needed');
  const asks = door(() => location.reload());
  fill(main, asks.element);
  asks.focus();
}

/** The counts changed: they are read again soon, but never more than once a second. */
function summarySoon() {
  clearTimeout(summaryTimer);
  summaryTimer = setTimeout(readSummary, Math.max(50, SUMMARY_AT_MOST - (Date.now() - summaryAt)));
}

let knownSeq = 0;
let knownAt = 0;

/** All is known up to this event: if that was not so for a while, it is said how much was missed. */
function caughtUp(seq) {
  const away = Date.now() - knownAt;
  const missed = knownAt ? seq - knownSeq : 0;
  if (missed > 0 && (stream.state !== 'live' || away > AWAY)) masthead.caughtUp(missed, away);
  [knownSeq, knownAt] = [Math.max(knownSeq, seq), Date.now()];
}

stream.addEventListener('hello', ({ detail: { seq } }) => caughtUp(seq));
needs.addEventListener('needs', ({ detail }) => {
  detail.came.forEach((task) => masthead.announce(task));
  desktop.take('needs_you', detail);
});
stream.addEventListener('task', ({ detail }) => {
  tell((one) => one.changed?.(detail));
  summarySoon();
});
stream.addEventListener('gone', ({ detail }) => {
  tell((one) => one.gone?.(detail));
  summarySoon();
});
stream.addEventListener('resync', reload);
stream.addEventListener('state', ({ detail }) => {
  if (locked) return;
  masthead.state(detail);
  if (detail === 'live') summarySoon();
  else api.summary().catch(({ status }) => status === 401 && lock());
  if (detail === 'live' && page?.problem) reload();
});

/** The page that is shown and those that are kept for later. */
function tell(each) {
  new Set([page, ...kept.values()].filter(Boolean)).forEach(each);
}

function reload() {
  tell((one) => one.reload?.());
  summarySoon();
}

/** Goes to another address of ours without leaving the page. */
function go(href, inPlace = false) {
  history.replaceState({ ...history.state, scroll: scrollY }, '');
  history[inPlace ? 'replaceState' : 'pushState'](inPlace ? { scroll: scrollY } : {}, '', href);
  return route();
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a.open, a.brand, a[data-route]');
  const elsewhere = event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (!link || elsewhere || event.defaultPrevented) return;
  event.preventDefault();
  go(link.getAttribute('href')).then(() => {
    if (!link.isConnected) main.focus({ preventScroll: true });
  });
});

let searching;
const searchesHere = () => page?.constructor.searches;

/** Searches for what is typed: in the address, so that it can be shared and gone back to. */
function searchNow() {
  clearTimeout(searching);
  const params = new URLSearchParams(searchesHere() ? location.search : '');
  const words = search.q.value.trim();
  if (searchesHere() && words === (params.get('q') ?? '')) return;
  params.set('q', words);
  if (!words) params.delete('q');
  go(`${searchesHere() ? location.pathname : '/'}${params.size ? `?${params}` : ''}`, searchesHere());
}

search.addEventListener('submit', (event) => {
  event.preventDefault();
  searchNow();
});
search.addEventListener('input', () => {
  clearTimeout(searching);
  if (searchesHere()) searching = setTimeout(searchNow, SEARCH_AFTER);
});
main.addEventListener('titled', () => {
  masthead.title(page.title);
  if (page.within) mark(page.within);
});

const places = PAGES.filter(({ name }) => name);
fill(document.getElementById('places'), places.map(({ name, href }) => h('a', { href, 'data-route': true }, name)));
bind('Everywhere', [
  ...PAGES.filter(({ key }) => key).map(({ name, does = `Go to ${name}`, key, href }) =>
    ({ key: `g ${key}`, does, run: () => go(href) })),
  { key: '/', does: 'Search', run: () => search.q.select() },
  { key: ',', does: 'Settings: colours, notifications, time zone', run: openSettings },
  { key: 'Ctrl+K', does: 'Palette: tasks, views, pages, acts', run: () => openPalette(go) },
]);

document.addEventListener('keydown', (event) => {
  const isHeld = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (!isHeld || event.key.toLowerCase() !== 'k') return;
  event.preventDefault();
  openPalette(go);
});

document.getElementById('settings').addEventListener('click', openSettings);
history.scrollRestoration = 'manual';
addEventListener('popstate', route);

/** The other pages are fetched once there is nothing else to do, so that they are there when the server is gone. */
async function fetchPages() {
  for (const { module } of PAGES) {
    const { default: Page } = await import(module);
    (Page.css ?? []).forEach(style);
  }
}

/** What happens besides whatever page is shown, once the server's clock is known. */
function besides() {
  const since = new Since(document.getElementById('since'));
  everySecond(() => {
    if (!shell.summary || locked) return;
    since.tick();
    tellWhatIsSeen();
  });
}

startClock();
besides();
route().then(() => setTimeout(() => {
  fetchPages().catch(() => {});
  if (!locked) askWhetherToldOf();
}, FETCH_AFTER));
