// What is looked at on the page of a task, as it stands in the address: which part of the timeline, which failed tries
// are unfolded, and which raw events are shown.

const EVENT_FILTERS = ['type', 'source', 'run', 'q'];

/** `{ from, until, idle, tries, runs, events }`; `events` is nothing as long as they are folded away. */
export function viewOf(params) {
  const time = (name) => Date.parse(params.get(name) ?? '') || undefined;
  const [from, until] = [time('from'), time('until')];
  const isStretch = from === undefined || until === undefined || from < until;
  return { ...(isStretch && { from, until }), idle: params.get('idle') === 'hidden', tries: params.getAll('tries'),
    runs: params.get('runs') === 'all' ? 'all' : undefined, events: eventsOf(params) };
}

function eventsOf(params) {
  const order = params.get('events');
  if (order === null) return undefined;
  const filters = EVENT_FILTERS.map((name) => [name, params.get(name) || undefined]);
  return { order: order === 'newest' ? 'newest' : 'oldest', ...Object.fromEntries(filters) };
}

/** The address of a view, without the part behind #. */
export function addressOf({ from, until, idle, tries = [], runs, events }) {
  const params = new URLSearchParams();
  const put = (name, value) => value !== undefined && params.append(name, value);
  for (const [name, time] of Object.entries({ from, until })) {
    if (time !== undefined) params.append(name, new Date(time).toISOString());
  }
  put('idle', idle ? 'hidden' : undefined);
  tries.forEach((slot) => put('tries', slot));
  put('runs', runs);
  put('events', events?.order);
  if (events) EVENT_FILTERS.forEach((name) => put(name, events[name]));
  return location.pathname + (params.size ? `?${params}` : '');
}

/** The stretch of time that is looked at, as the server is asked for it; nothing if that is all. */
export const stretchOf = ({ from, until }) => ({ from: from && new Date(from).toISOString(),
  until: until && new Date(until).toISOString() });
