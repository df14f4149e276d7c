/**
 * Starts uploads in threads of their own. There they take no time of whatever else runs in the extension host, and the
 * garbage that they make is collected early, since their heap is bounded. At the end their heap is gone as a whole; some of
 * its pages stay with the process, for the next one.
 */
import type { Journal } from '../../../core/upload/journal';
import type {
  FileToUpload,
  FileView,
  PlanWatch,
  ResultView,
  SendWatch,
  UploadSession,
} from '../../../core/upload/session/session';
import { type Outcome, resultOf, type SentResult } from './protocol';
import { isOutOfMemory, UploadThread } from './uploadThread';

/** Megabytes for new and for old objects: several times what 100,000 predictions need. */
const BOUNDS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 192 };

/**
 * @param script path of the thread's bundle
 * @param journal where requests that are on their way are noted
 * @param bounds of its heap; what does not fit into them goes on without any
 */
export function startUpload(script: string, journal: Journal, bounds = BOUNDS): UploadSession {
  return new ThreadSession((own) => new UploadThread(script, journal, own), bounds);
}

type Calls = UploadThread['calls'];

class ThreadSession implements UploadSession {
  #thread: UploadThread;
  #isBounded = true;
  #file: FileToUpload | undefined;
  #modelVersion: string | undefined;
  /** What watches the step that is under way, and what ends that. */
  #watch: PlanWatch | SendWatch | undefined;
  #unwatch = (): void => {};

  constructor(
    private readonly start: (bounds: Partial<typeof BOUNDS>) => UploadThread,
    bounds: typeof BOUNDS,
  ) {
    this.#thread = start(bounds);
  }

  async open(file: FileToUpload): Promise<FileView> {
    this.#file = undefined;
    const open = (calls: Calls): Promise<Outcome<FileView>> => calls.open(file);
    let view = await this.#call(open);
    if (view.isLarge && this.#isBounded) {
      await this.#unbound();
      view = await this.#call(open);
    }
    this.#file = file;
    return view;
  }

  countErrors(...[options]: Parameters<UploadSession['countErrors']>): Promise<number> {
    return this.#call((calls) => calls.countErrors(options));
  }

  async nameUnnamed(modelVersion: string): Promise<void> {
    await this.#call((calls) => calls.nameUnnamed(modelVersion));
    this.#modelVersion = modelVersion;
  }

  plan(...[target, match, watch]: Parameters<UploadSession['plan']>) {
    return this.#watched(watch, () => this.#call((calls) => calls.plan(target, match)));
  }

  planDocument() {
    return this.#call((calls) => calls.planDocument());
  }

  send(...[consent, watch]: Parameters<UploadSession['send']>) {
    return this.#watched(watch, async () =>
      received(resultOf(await this.#thread.alive(this.#thread.calls.send(consent)))),
    );
  }

  async close(): Promise<void> {
    await this.#thread.close();
  }

  /** Calls something that sends nothing, so that it can be done again where there was not enough memory for it. */
  async #call<T>(call: (calls: Calls) => Promise<Outcome<T>>): Promise<T> {
    try {
      return resultOf(await this.#thread.alive(call(this.#thread.calls)));
    } catch (error) {
      if (!this.#isBounded || !isOutOfMemory(error)) throw error;
      await this.#unbound();
      return resultOf(await this.#thread.alive(call(this.#thread.calls)));
    }
  }

  /** Begins again in a thread that may have as much memory as there is. */
  async #unbound(): Promise<void> {
    this.#isBounded = false;
    await this.#thread.close();
    this.#thread = this.start({});
    const file = this.#file;
    const name = this.#modelVersion;
    if (this.#watch) this.#unwatch = this.#thread.watch(this.#watch);
    if (file) await this.#call((calls) => calls.open(file));
    if (file && name !== undefined) await this.#call((calls) => calls.nameUnnamed(name));
  }

  async #watched<T>(watch: PlanWatch | SendWatch, run: () => Promise<T>): Promise<T> {
    this.#watch = watch;
    this.#unwatch = this.#thread.watch(watch);
    try {
      return await run();
    } finally {
      this.#watch = undefined;
      this.#unwatch();
    }
  }
}

/** A result with its text, which is made of the bytes when somebody wants to read it. */
function received({ document: { links, parts }, ...rest }: SentResult): ResultView {
  return { ...rest, document: { links, parts: new DecodedParts(parts) } };
}

class DecodedParts implements Iterable<string> {
  constructor(private readonly parts: readonly Uint8Array[]) {}

  *[Symbol.iterator](): Generator<string, void, undefined> {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    for (const part of this.parts) yield decoder.decode(part);
  }
}
