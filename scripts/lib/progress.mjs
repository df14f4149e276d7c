// One line that says what is being done and how far it is: rewritten in place on a terminal, repeated now and then
// in a log (a CI system that sees no output for long takes a job for dead).
const quietMs = 20_000;

/** Seconds since a moment, as people read them. @param {number} since */
export function elapsed(since) {
  const seconds = Math.round((Date.now() - since) / 1000);
  return seconds < 100 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * @param {string} title what the line is about
 * @param {NodeJS.WriteStream} stream standard error, so that the output of a command stays clean
 */
export function progressLine(title, stream = process.stderr) {
  const since = Date.now();
  let text = '';
  let shown = 0;
  const show = () => {
    const line = `${title}: ${text} (${elapsed(since)})`;
    stream.write(stream.isTTY ? `\r\u001b[K${line.slice(0, (stream.columns ?? 80) - 1)}` : `${line}\n`);
    shown = Date.now();
  };
  const timer = setInterval(() => {
    if (text !== '' && (stream.isTTY || Date.now() - shown >= quietMs)) show();
  }, 1000);
  timer.unref();
  return {
    /** @param {string} next */
    say(next) {
      if (next === text) return;
      text = next;
      show();
    },
    /** Ends the line. @param {string} last */
    end(last) {
      clearInterval(timer);
      text = last;
      show();
      if (stream.isTTY) stream.write('\n');
    },
  };
}
