// Views that somebody saved: a name for an address of the board with its filters, its order and its groups. Kept in the
// browser, nowhere else; whoever is to see one gets its link.

import { choice, choose } from './choices.js';
import { clean } from './dom.js';

const MOST = 30;
const LONGEST = 40;

/** What of an address is of the moment, and of no view. */
const PASSING = ['peek', 'why', 'open'];

/** All of them, each { name, search }, in the order in which they were saved. */
export const views = () => choice('views') ?? [];

/** The part of an address that a view is made of; nothing where that is the board as it is anyway. */
export function viewOf(search) {
  const params = new URLSearchParams(search);
  PASSING.forEach((name) => params.delete(name));
  return String(params);
}

/** The view that an address shows, if it was saved. */
export const viewAt = (search) => views().find((view) => view.search === viewOf(search));

export const addressOf = ({ search }) => (search ? `/?${search}` : '/');

/** Saves a view under a name; one of this name, or of this address, gives way. Answers whether there is a name. */
export function saveView(name, search) {
  const named = clean(name, LONGEST);
  if (!named) return false;
  const others = views().filter((view) => view.name !== named && view.search !== search);
  choose('views', [...others, { name: named, search }].slice(-MOST));
  return true;
}

export function removeView(search) {
  choose('views', views().filter((view) => view.search !== search));
}
