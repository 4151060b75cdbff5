// A control that copies the whole address of something, to be sent to somebody.

import { button, copy, toast } from './dom.js';

/** `path` is an address of ours, `what` it leads to, as for ears. */
export function copyLink(path, what) {
  const press = async () => {
    await copy(location.origin + path);
    toast('The link is copied.');
  };
  return button('btn', { 'data-link': true, 'aria-label': `Copy the link to ${what}` }, press, 'Copy link');
}
