// What somebody chose for this browser: light or dark, how close rows stand, of what to be notified, views of the
// board. Kept in the browser, nowhere else.

import { toast } from './dom.js';

const KEPT = 'sitrep';
const USUAL = { theme: 'system', notify: [], me: '', nameless: false, views: [], density: 'roomy' };

function read() {
  try {
    return { ...USUAL, ...JSON.parse(localStorage.getItem(KEPT) ?? '{}') };
  } catch {
    return USUAL;
  }
}

let chosen = read();

/** What was chosen. */
export const choice = (name) => chosen[name];

/** Keeps a choice. */
export function choose(name, value) {
  chosen = { ...chosen, [name]: value };
  try {
    localStorage.setItem(KEPT, JSON.stringify(chosen));
  } catch {
    toast('This browser keeps nothing: the choice lasts until the page is closed.');
  }
}
