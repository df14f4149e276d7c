/** What is said of one of many that were refused together: an answer begins with the first, whichever that is. */
import { MESSAGES } from '../server/messages';
import type { ServerComplaint } from '../server/validationErrors';

/**
 * @param what of which the complaints are: "this prediction"
 * @param complaints at least one
 */
export function refusalOf(host: string, what: string, complaints: readonly ServerComplaint[]): string {
  const [first, ...more] = complaints;
  // "Score must be …" says it itself.
  const isSaid = first?.field === undefined || first.message.toLowerCase().includes(first.field);
  const words = isSaid ? first?.message : `${first?.field}: ${first?.message}`;
  const detail = more.length > 0 ? `${words} (and ${more.length} more)` : words;
  return MESSAGES.validation({ host, sending: what, detail }).message;
}
