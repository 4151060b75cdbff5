// The reasons for which somebody is told of something, by the server or on the desktop: the same five, in the same
// words.

import { choice } from '../shared/browser/choices.js';

export const REASONS = { needs_you: 'needs you', stuck: 'looks stuck', failed: 'failed',
  unreported: 'done, nobody told', blind: 'source out of contact' };

/** Those that were chosen for this desktop. Before they were these five, each was one for which somebody is needed. */
export const chosenReasons = () => [...new Set(choice('notify').map((word) => (REASONS[word] ? word : 'needs_you')))];
