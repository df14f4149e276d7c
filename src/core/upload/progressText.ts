import type { UploadProgress } from './runState';

/**
 * How an upload stands, in one line: counts, how fast it is, and what is left at that speed.
 *
 * @param elapsed milliseconds since it began
 */
export function progressText(progress: UploadProgress, elapsed: number): string {
  const { done, total, stored, failed, underWay = 0, proving = false, waiting } = progress;
  if (waiting !== undefined) return `waiting for ${waiting}`;
  if (proving) return `${number(stored)} stored, reading ${stored === 1 ? 'it' : 'them'} back`;
  const refused = failed > 0 ? `, ${number(failed)} refused` : '';
  // One is on its way all the time; many in one request keep the counts still for a while.
  const onTheWay = underWay > 1 ? `, ${number(underWay)} on their way` : '';
  const isMoving = done > 0 && done < total && elapsed > 0;
  const pace = isMoving ? `, ${rate((done * 1000) / elapsed)}, ${left((elapsed / done) * (total - done))} left` : '';
  const counts = stored === done ? '' : `, ${number(stored)}`;
  return `${number(done)} of ${number(total)}${counts} stored${refused}${onTheWay}${pace}`;
}

const number = (count: number): string => count.toLocaleString('en');

function rate(perSecond: number): string {
  if (perSecond < 1) return `${(perSecond * 60).toFixed(1)} a minute`;
  return `${perSecond < 10 ? perSecond.toFixed(1) : number(Math.round(perSecond))} a second`;
}

function left(ms: number): string {
  if (ms < 90_000) return `${Math.ceil(ms / 1000)} s`;
  return ms < 90 * 60_000 ? `${Math.ceil(ms / 60_000)} min` : `${(ms / 3_600_000).toFixed(1)} h`;
}
