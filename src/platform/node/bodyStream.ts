import type { OutgoingMessage } from 'node:http';
import { Readable } from 'node:stream';

/** A body that is made while it is being sent. */
export interface StreamBody {
  /** Length of all parts together, in UTF-8. */
  bytes: number;
  parts: Iterable<string> | AsyncIterable<Uint8Array>;
  /** Takes back a part that the network needs no longer. */
  onWritten?(part: Uint8Array): void;
}

/** The stream that a request is made of. */
export function streamOf({ parts, onWritten }: StreamBody): Readable {
  const stream = Readable.from(parts);
  if (!onWritten) return stream;
  const pipe = stream.pipe.bind(stream);
  // What a stream is piped to tells nobody else when its bytes have left.
  return Object.assign(stream, {
    pipe(destination: NodeJS.WritableStream, options?: { end?: boolean }) {
      tellWritten(stream, destination as unknown as OutgoingMessage, onWritten);
      return pipe(destination, options);
    },
  });
}

function tellWritten(stream: Readable, destination: OutgoingMessage, onWritten: (part: Uint8Array) => void): void {
  let written: Uint8Array[] = [];
  const tell = (): void => {
    // The connection asks for more while it still holds some.
    if (destination.writableLength > 0) return;
    for (const part of written) onWritten(part);
    written = [];
  };
  stream.on('data', (part: Uint8Array) => written.push(part));
  destination.on('drain', tell).on('finish', tell);
}
