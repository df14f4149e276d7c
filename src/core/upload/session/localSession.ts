/** An upload session in the thread that it is made in. */
import { checkStream } from '../../engine/streamCheck';
import { piecesOf, Rereadable } from '../../engine/textPieces';
import type { Clock, HttpClient, Pacing, RereadableSource } from '../../ports';
import type { ReportDocument } from '../../report/page';
import { LabelStudioClient } from '../../server/client';
import { createTokenSource } from '../../server/tokenSource';
import { stringSource } from '../../text/lines';
import type { Span } from '../../text/locate';
import type { FileOptions } from '../../validation/file';
import { describeNothing } from '../describe';
import { gatherServerFacts } from '../facts';
import type { Journal } from '../journal';
import type { MatchBy } from '../match';
import { countUnnamed, withModelVersion } from '../modelVersion';
import { planSteps, type UploadPlan } from '../plan';
import { type PredictionItem, readSteps, type UploadRead } from '../read';
import { runUpload, waitForEarlier } from '../run';
import { planOfSelection, selectedItems } from '../selection';
import { planDocument } from './planDocument';
import type {
  Consent,
  FileToUpload,
  FileView,
  PlanView,
  PlanWatch,
  ResultView,
  SendWatch,
  UploadSession,
  UploadTarget,
} from './session';
import { planView, resultView } from './views';

/** The outside of a session. */
export interface SessionPorts {
  http: HttpClient;
  clock: Clock;
  journal: Journal;
  pacing: Pacing;
  /** Undefined where there is no disk to read from. */
  openFile?(path: string): Promise<RereadableSource & { close(): void }>;
}

interface Opened {
  file: FileToUpload;
  /** To be read once for `read`; again for everything else. */
  text: Rereadable;
  read: UploadRead;
  close(): void;
}

/** Predictions of a file that are many, and UTF-16 units of a task or a flat prediction that are. */
const MANY = 150_000;
const LONG = 4_000_000;

const isLarge = ({ flat, tasks }: UploadRead): boolean =>
  flat.length + tasks.reduce((sum, { predictions }) => sum + predictions.length, 0) > MANY ||
  [flat, tasks].some((items) => items.some(({ start, end }) => end - start > LONG));

export class LocalSession implements UploadSession {
  #opened: Opened | undefined;
  #target: { client: LabelStudioClient; plan: UploadPlan } | undefined;

  constructor(private readonly ports: SessionPorts) {}

  async open(file: FileToUpload): Promise<FileView> {
    const source = await this.#source(file.source);
    try {
      const text = new Rereadable(source);
      const read = await this.#paced(readSteps(text, file.form));
      this.#opened = { file, text, read, close: source.close };
    } catch (error) {
      source.close();
      throw error;
    }
    const { read } = this.#opened;
    const selected = this.#selected();
    return {
      sendable: read.flat.length + read.tasks.reduce((sum, { predictions }) => sum + predictions.length, 0),
      nothing: describeNothing(read),
      selected: selected?.size,
      unnamed: countUnnamed(read, selected),
      isLarge: isLarge(read),
    };
  }

  async countErrors(options: Omit<FileOptions, 'form' | 'expects'>): Promise<number> {
    const { text, file } = this.#file;
    const { form, expects } = file;
    const selected = this.#selected();
    const meant = selected && [...selected];
    // An error around a prediction, in its task, is one of it too.
    const isMeant = ({ start, end }: Span): boolean =>
      !meant || meant.some((item) => item.start <= end && start <= item.end);
    let errors = 0;
    await this.#paced(checkStream(text.again(), { ...options, form, ...(expects && { expects }) }), (problems) => {
      for (const problem of problems) if (problem.severity === 'error' && isMeant(problem)) errors++;
    });
    return errors;
  }

  async nameUnnamed(modelVersion: string): Promise<void> {
    const opened = this.#file;
    opened.read = withModelVersion(opened.read, modelVersion);
  }

  async plan(
    { server, token, project }: UploadTarget,
    match: MatchBy | undefined,
    watch: PlanWatch,
  ): Promise<PlanView> {
    const { http, clock, journal } = this.ports;
    const { read } = this.#file;
    const client = new LabelStudioClient({
      server,
      http,
      clock,
      tokens: createTokenSource({ server, token, http, clock }),
    });
    const { signal, say } = watch;
    await waitForEarlier(client, project, {
      clock,
      signal,
      journal,
      onWaiting: (left) =>
        say(`An earlier upload was broken off: waiting ${Math.ceil(left / 1000)} s for what it left on its way`),
    });
    const facts = await gatherServerFacts(client, project, read, {
      ...(match && { match }),
      signal,
      giveWay: () => this.#giveWay(),
      onProgress: (what, done, total) => say(`${done.toLocaleString('en')} of ${total.toLocaleString('en')} ${what}`),
    });
    const plan = this.#meantOf(await this.#paced(planSteps(read, facts)));
    this.#target = { client, plan };
    return planView(plan);
  }

  async planDocument(): Promise<ReportDocument> {
    return planDocument(this.#planned.plan, this.#file.file.name);
  }

  async send({ importNew, changed }: Consent, watch: SendWatch): Promise<ResultView> {
    const { clock, journal } = this.ports;
    const { client, plan } = this.#planned;
    const giveWay = (): Promise<void> => this.#giveWay();
    const result = await runUpload(plan, client, { clock, journal, importNew, changed, giveWay, ...watch });
    return resultView(result, this.#file.file.name, new Date(clock.now()));
  }

  async close(): Promise<void> {
    this.#opened?.close();
    this.#opened = undefined;
    this.#target = undefined;
  }

  get #file(): Opened {
    if (!this.#opened) throw new Error('No file is open.');
    return this.#opened;
  }

  get #planned() {
    if (!this.#target) throw new Error('There is no plan.');
    return this.#target;
  }

  async #source(source: FileToUpload['source']): Promise<RereadableSource & { close(): void }> {
    if ('text' in source) return { ...piecesOf(stringSource(source.text)), close: () => {} };
    const pieces = await this.ports.openFile?.(source.path);
    if (!pieces) throw new Error('There is no disk to read from.');
    return pieces;
  }

  #selected(): Set<PredictionItem> | undefined {
    const { file, read } = this.#file;
    return file.selections && selectedItems(read, file.selections);
  }

  #meantOf(whole: UploadPlan): UploadPlan {
    const { selections } = this.#file.file;
    const selected = this.#selected();
    return selected && selections ? planOfSelection(whole, selected, selections) : whole;
  }

  async #giveWay(): Promise<void> {
    const { pacing } = this.ports;
    if (pacing.isOver) await pacing.rest();
  }

  /** Works through steps without blocking the thread. */
  async #paced<Step, Result>(
    steps: Generator<Step, Result, undefined>,
    onStep?: (step: Step) => void,
  ): Promise<Result> {
    const { pacing } = this.ports;
    for (;;) {
      if (pacing.isOver) await pacing.rest();
      const step = steps.next();
      if (step.done) return step.value;
      onStep?.(step.value);
    }
  }
}
