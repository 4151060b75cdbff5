// Links to a run, a moment or an event of a task. The part of an address behind # says which; what it points at scrolls
// into view, is marked, and stays so after a reload and on the way back.

import { copy, h, toast } from '../shared/browser/dom.js';

/** What an address points at: `{ run }`, `{ time }` in ms or `{ event }`, with its name on the page as `point`. */
export function pointed(hash = location.hash) {
  const params = new URLSearchParams(hash.slice(1));
  const [run, time, event] = [params.get('run'), Date.parse(params.get('t') ?? ''), Number(params.get('event'))];
  if (run) return { run, point: pointOf({ run }) };
  if (!Number.isNaN(time)) return { time, point: pointOf({ t: time }) };
  return event > 0 ? { event, point: pointOf({ event }) } : undefined;
}

/** The name by which an element of the page can be pointed at, as its `data-point`. */
export function pointOf({ run, t, event }) {
  if (run) return `run=${run}`;
  return event ? `event=${event}` : `t=${typeof t === 'number' ? t : Date.parse(t)}`;
}

/** The part of an address behind # that points there: `{ run }`, `{ t }` or `{ event }`. */
const hashOf = ({ run, t, event }) => {
  const to = run ? { run } : event ? { event } : { t: typeof t === 'number' ? new Date(t).toISOString() : t };
  return `#${new URLSearchParams(to)}`;
};

/** Copies the address that points there, and goes to it: what is marked then is what the link shows. */
export async function copyLink(to, words, go) {
  const address = location.pathname + location.search + hashOf(to);
  await copy(new URL(address, location.href).href);
  toast(`The link to ${words} is copied.`);
  if (hashOf(to) !== location.hash) go(address);
}

/** The control that does so; it is a link as well, for those who open it elsewhere. */
export function linkTo(to, words, go) {
  const press = (event) => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    copyLink(to, words, go);
  };
  const props = { class: 'copy-link', href: hashOf(to), 'aria-label': `Copy a link to ${words}`, onclick: press };
  return h('a', props, 'link');
}

/** Marks what is pointed at, and nothing else. Answers it, if it is on the page. */
export function markPoint(root, to) {
  for (const before of root.querySelectorAll('.pointed[data-point]')) {
    before.classList.remove('pointed');
    before.removeAttribute('aria-current');
  }
  const found = to && [...root.querySelectorAll('[data-point]')].find(({ dataset }) => dataset.point === to.point);
  found?.classList.add('pointed');
  found?.setAttribute('aria-current', 'true');
  return found;
}
