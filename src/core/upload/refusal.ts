/** What is said of one of many that were refused together: an answer begins with the first, whichever that is. */
import { MESSAGES, type MessageText } from '../server/messages';
import type { ServerComplaint } from '../server/validationErrors';

/** A complaint in words that name the field. "Score must be …" does it itself. */
export function wordsOf({ field, message }: Pick<ServerComplaint, 'field' | 'message'>): string {
  return field && !message.toLowerCase().includes(field) ? `${field}: ${message}` : message;
}

/**
 * @param what of which the complaints are: "this prediction"
 * @param complaints at least one
 */
export function refusalOf(host: string, what: string, complaints: readonly ServerComplaint[]): string {
  const [first, ...more] = complaints;
  const words = first && wordsOf(first);
  const detail = more.length > 0 ? `${words} (and ${more.length} more)` : words;
  return MESSAGES.validation({ host, sending: what, detail }).message;
}

/** The same of one that is too large for a request of its own, which was first sent with others. */
export const tooLarge = (host: string, what: string): MessageText => MESSAGES['too-large']({ host, sending: what });
