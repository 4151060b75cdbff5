// Tells the server which tasks somebody has before them, so that nobody is told of those elsewhere. Only where somebody
// is told at all, and only from a window that is in front.

import { looking, notificationTargets } from '../shared/server/api.js';

const EVERY = 20_000;
const MOST = 50;

const view = crypto.getRandomValues(new Uint32Array(2)).join('-');
let shown = '';
let toldAt = 0;
let isWanted = false;

/** The tasks whose links, or whose page, can be seen now. */
function tasks() {
  if (document.hidden || !document.hasFocus()) return [];
  const links = [...document.querySelectorAll('main a[href^="/tasks/"]')].filter(isSeen);
  const paths = [location.pathname, ...links.map((link) => link.getAttribute('href'))];
  const ids = paths.map((path) => /^\/tasks\/([^/?#]+)/.exec(path)?.[1]).filter(Boolean).map(decoded);
  return [...new Set(ids)].slice(0, MOST);
}

function isSeen(link) {
  const { top, bottom, height } = link.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < innerHeight;
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** To be called every second. */
export function tellWhatIsSeen() {
  if (!isWanted) return;
  const now = tasks();
  const key = JSON.stringify(now);
  const isOld = now.length && Date.now() - toldAt > EVERY;
  if (key === shown && !isOld) return;
  [shown, toldAt] = [key, Date.now()];
  looking(view, now).catch(() => {
    shown = '';
  });
}

/** Asks once whether anybody is told. */
export async function askWhetherToldOf() {
  try {
    isWanted = (await notificationTargets()).items.length > 0;
  } catch {
    isWanted = false;
  }
}
