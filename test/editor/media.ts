/** What the tasks show, served on the loopback interface: Label Studio's editor fetches it from another origin. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Media {
  /** Takes the place of `{media}` in the recorded cases. */
  url: string;
  close(): void;
}

const pictures: Readonly<Record<string, readonly [width: number, height: number]>> = {
  'a.png': [400, 300],
  'b.png': [800, 600],
  'm.png': [40, 30],
  'small.png': [4, 3],
};

/** Serves `a.png` and its like, and `a.wav`. Everything else is not found, as with people's broken links. */
export async function startMedia(): Promise<Media> {
  const sound = wave(6);
  const server = http.createServer((request, response) => {
    const name = (request.url ?? '').replace(/^\//, '');
    const size = pictures[name];
    response.setHeader('access-control-allow-origin', '*');
    if (size !== undefined) response.setHeader('content-type', 'image/svg+xml').end(picture(...size));
    else if (name === 'a.wav') response.setHeader('content-type', 'audio/wav').end(sound);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}`, close };
}

/** Sizes are what matters: percent become pixels of this size. */
function picture(width: number, height: number): string {
  const size = `width="${width}" height="${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect ${size} fill="#468"/></svg>`;
}

/** A tone in stereo: 8,000 samples a second of one byte for each channel. */
function wave(seconds: number): Buffer {
  const [rate, channels] = [8000, 2];
  const samples = Buffer.alloc(seconds * rate * channels);
  for (let at = 0; at < samples.length; at += 1) samples[at] = 128 + Math.round(60 * Math.sin(at / 9));
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * channels, 28);
  header.writeUInt16LE(channels, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}
