import type { UploadProgress } from './runState';

/**
 * How an upload stands, in one line: counts, how fast it is, and what is left at that speed.
 *
 * @param elapsed milliseconds since it began
 */
export function progressText({ done, total, stored, failed, waiting }: UploadProgress, elapsed: number): string {
  if (waiting !== undefined) return `waiting for ${waiting}`;
  const refused = failed > 0 ? `, ${failed} refused` : '';
  const isMoving = done > 0 && done < total && elapsed > 0;
  const pace = isMoving ? `, ${rate((done * 1000) / elapsed)}, ${left((elapsed / done) * (total - done))} left` : '';
  return `${done} of ${total}, ${stored} stored${refused}${pace}`;
}

function rate(perSecond: number): string {
  if (perSecond < 1) return `${(perSecond * 60).toFixed(1)} a minute`;
  return `${perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond)} a second`;
}

function left(ms: number): string {
  if (ms < 90_000) return `${Math.ceil(ms / 1000)} s`;
  return ms < 90 * 60_000 ? `${Math.ceil(ms / 60_000)} min` : `${(ms / 3_600_000).toFixed(1)} h`;
}
