// The page as a whole: the address decides what is shown, and the stream keeps it true.

import * as api from './api.js';
import { Board } from './board.js';
import { clean, fill, h } from './dom.js';
import { Stream } from './stream.js';
import { TaskPage } from './task.js';
import { age, now, setClock, startClock } from './time.js';

const SUMMARY_AT_MOST = 1_000;
const SUMMARY_AT_LEAST = 15_000;
const ANNOUNCED_AT_MOST = 10_000;
const SEARCH_AFTER = 250;

const byId = (id) => document.getElementById(id);
const main = byId('main');
const search = byId('search');
const stream = new Stream();
const board = new Board(announce);

let page;
let streamed;
let shown;
let needs = 0;

/** Shows what the address asks for. */
async function route() {
  const [, id] = /^\/tasks\/([^/]+)\/?$/.exec(location.pathname) ?? [];
  page?.close();
  page = undefined;
  if (id) showTask(decoded(id));
  else await showBoard();
  title();
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function showTask(id) {
  page = new TaskPage(id);
  fill(main, page.element);
  scrollTo(0, 0);
  page.element.addEventListener('titled', title);
  page.load();
  listen({});
}

async function showBoard() {
  const filter = Board.filterOf(new URLSearchParams(location.search));
  const key = JSON.stringify(filter);
  const scroll = history.state?.scroll ?? 0;
  if (document.activeElement !== search.q) search.q.value = filter.q ?? '';
  if (!board.element.isConnected) fill(main, board.element);
  listen(Board.streamed(filter));
  if (shown !== key) await board.load(filter);
  shown = key;
  scrollTo(0, scroll);
}

/** Listens from a moment before what is shown was read, so that nothing falls between. */
async function listen(filter) {
  const key = JSON.stringify(filter);
  if (streamed === key) return;
  streamed = key;
  const summary = await readSummary();
  if (summary) return stream.open(filter, summary.seq);
  streamed = undefined;
  setTimeout(() => streamed ?? listen(filter), 2 * SUMMARY_AT_MOST);
}

let summaryTimer;
let summaryAt = 0;

async function readSummary() {
  clearTimeout(summaryTimer);
  summaryTimer = setTimeout(readSummary, SUMMARY_AT_LEAST);
  summaryAt = Date.now();
  try {
    const summary = await api.summary();
    setClock(summary.now);
    needs = summary.counts.needs_you;
    board.showSummary(summary);
    title();
    return summary;
  } catch (problem) {
    if (stream.state !== 'live') showState(problem.status === 401 ? 'token needed' : 'offline');
    return undefined;
  }
}

/** The counts changed: they are read again soon, but never more than once a second. */
function summarySoon() {
  clearTimeout(summaryTimer);
  summaryTimer = setTimeout(readSummary, Math.max(50, SUMMARY_AT_MOST - (Date.now() - summaryAt)));
}

stream.addEventListener('task', ({ detail }) => {
  board.changed(detail);
  page?.changed(detail);
  summarySoon();
});
stream.addEventListener('gone', ({ detail }) => {
  board.gone(detail);
  summarySoon();
});
stream.addEventListener('resync', reload);
stream.addEventListener('state', ({ detail }) => {
  showState(detail);
  if (detail === 'live') summarySoon();
  if (detail === 'live' && board.problem) reload();
});

function reload() {
  if (shown) board.load();
  page?.load();
  summarySoon();
}

let lostAt;

/** Says whether what is shown is true now, or for how long that is not known. */
function showState(state) {
  const lost = state === 'reconnecting' || state === 'offline';
  lostAt = lost ? lostAt ?? new Date(now()).toISOString() : undefined;
  byId('live').dataset.state = state;
  fill(byId('live'), h('i', { 'aria-hidden': 'true' }), h('span', {}, state), lost && age(lostAt));
  document.documentElement.dataset.contact = state === 'offline' ? 'lost' : 'kept';
  title();
}

let announcedAt = 0;
let announcing;
const toAnnounce = [];

/** Reads out what newly needs somebody, and only that; several together, and not more often than every ten seconds. */
function announce(task) {
  toAnnounce.push(clean(task.name, 80));
  announcing ??= setTimeout(() => {
    const names = toAnnounce.splice(0);
    const few = `${names.join(', ')} ${names.length > 1 ? 'need' : 'needs'} you`;
    byId('announce').textContent = names.length > 3 ? `${names.length} tasks need you` : few;
    announcing = undefined;
    announcedAt = Date.now();
  }, Math.max(500, ANNOUNCED_AT_MOST - (Date.now() - announcedAt)));
}

/** The title and the icon count only what needs somebody. */
function title() {
  document.title = (needs ? `(${needs}) ` : '') + (page ? `${page.title} · Sitrep` : 'Sitrep');
  document.documentElement.dataset.needs = needs ? 'some' : 'none';
  const lost = document.documentElement.dataset.contact === 'lost';
  const colour = lost ? '#8a867f' : needs ? '#c2690a' : '#2f7d4f';
  const count = `<text x="16" y="22" font-size="17" font-weight="700" font-family="sans-serif" text-anchor="middle"
    fill="#fff">${needs > 9 ? '9+' : needs}</text>`;
  const face = lost ? '<path d="M7 25 25 7" stroke="#fff" stroke-width="4"/>' : needs ? count : '';
  const disc = `<circle cx="16" cy="16" r="15" fill="${colour}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${disc}${face}</svg>`;
  const icon = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  if (byId('favicon').getAttribute('href') !== icon) byId('favicon').setAttribute('href', icon);
}

/** Goes to another address of ours without leaving the page. */
function go(href, inPlace = false) {
  history.replaceState({ scroll: scrollY }, '');
  history[inPlace ? 'replaceState' : 'pushState']({}, '', href);
  return route();
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a.open, a.brand, a[data-route]');
  const elsewhere = event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (!link || elsewhere) return;
  event.preventDefault();
  go(link.getAttribute('href'));
  if (!link.isConnected) main.focus({ preventScroll: true });
});

let searching;

/** Searches for what is typed: in the address of the board, so that it can be shared and gone back to. */
function searchNow() {
  clearTimeout(searching);
  const onBoard = !page;
  const params = new URLSearchParams(onBoard ? location.search : '');
  const words = search.q.value.trim();
  if (onBoard && words === (params.get('q') ?? '')) return;
  params.set('q', words);
  if (!words) params.delete('q');
  go(`/${params.size ? `?${params}` : ''}`, onBoard);
}

search.addEventListener('submit', (event) => {
  event.preventDefault();
  searchNow();
});
search.addEventListener('input', () => {
  clearTimeout(searching);
  if (!page) searching = setTimeout(searchNow, SEARCH_AFTER);
});
document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input, textarea, select');
  if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  search.q.select();
});

history.scrollRestoration = 'manual';
addEventListener('popstate', route);

startClock();
route();
