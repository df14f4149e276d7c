import { performance } from 'node:perf_hooks';
import type { Diagnostic, DiagnosticCollection, TextDocument, TextDocumentChangeEvent, Uri } from 'vscode';
import type { LabelingConfig } from '../../src/core/labelingConfig/model';
import type { FileProblem } from '../../src/core/validation/file';
import * as checker from '../../src/vscode/chunks/checker';
import { LiveCheck } from '../../src/vscode/diagnostics/liveCheck';
import { documentText } from '../../src/vscode/documents/documentText';
import type { PredictionDocument } from '../../src/vscode/documents/predictionDocuments';
import type { Slice } from './task';

type Part = 'edit' | 'work' | 'choose' | 'diagnostics' | 'set';

const { DocumentCheck, chooseProblems } = checker;

/** Milliseconds that this thread has had the processor. */
export function processorTime(): number {
  // Newer than the types; the Node of the extension host has it.
  const { user, system } = (process as unknown as { threadCpuUsage(): NodeJS.CpuUsage }).threadCpuUsage();
  return (user + system) / 1000;
}

/** The live check of the product on a document, with a clock at everything that it calls. */
export class Probe {
  readonly slices: Slice[] = [];
  /** When what is to be shown was decided, and set unless it was there already. */
  readonly shows: number[] = [];
  readonly #live: LiveCheck;
  #check: InstanceType<typeof DocumentCheck> | undefined;
  #slice: Slice | undefined;
  #chosenAt = 0;
  #isChosen = false;
  #failure: unknown;

  constructor(
    readonly document: TextDocument,
    readonly found: PredictionDocument,
    collection: DiagnosticCollection,
    readonly config: LabelingConfig | undefined,
  ) {
    this.#live = this.#turn('open', () => {
      const failed = (error: unknown): void => {
        this.#failure = error;
      };
      return new LiveCheck(document, found, this.#timedChecker(), this.#timedCollection(collection), config, failed);
    });
  }

  get isIdle(): boolean {
    if (this.#failure) throw this.#failure;
    return this.#check?.isBusy === false;
  }

  /** Everything that was found, in file order. */
  problems(): FileProblem[] {
    if (!this.#check) return [];
    const { problems } = chooseProblems(this.#check, documentText(this.document), [], Number.POSITIVE_INFINITY);
    return problems;
  }

  changed(event: TextDocumentChangeEvent): void {
    this.#turn('change', () => this.#live.changed(event));
  }

  scrolled(): void {
    this.#live.scrolled();
  }

  dispose(): void {
    this.#live.dispose();
  }

  /** A turn of the host whose beginning and end we see. */
  #turn<T>(from: Slice['from'], run: () => T): T {
    const slice = this.#begin(from);
    try {
      return run();
    } finally {
      this.#end(slice);
    }
  }

  #begin(from: Slice['from']): Slice {
    const cpu = -processorTime();
    const spent = { edit: 0, work: 0, choose: 0, diagnostics: 0, set: 0, sets: 0, garbage: 0 };
    const slice = { from, at: performance.now(), took: 0, cpu, ...spent };
    this.#slice = slice;
    this.slices.push(slice);
    return slice;
  }

  #end(slice: Slice): void {
    slice.took = performance.now() - slice.at;
    slice.cpu += processorTime();
    this.#slice = undefined;
    if (!this.#isChosen) return;
    this.#isChosen = false;
    this.shows.push(slice.at + slice.took);
    if (slice.sets === 0) slice.diagnostics += slice.at + slice.took - this.#chosenAt;
  }

  /** Times a call. Out of a turn that is known it is the first one of a timer's: the next microtask sees that end. */
  #part<T>(part: Part, run: () => T): T {
    let slice = this.#slice;
    if (!slice) {
      const fresh = this.#begin('timer');
      queueMicrotask(() => this.#end(fresh));
      slice = fresh;
    }
    const start = performance.now();
    try {
      return run();
    } finally {
      slice[part] += performance.now() - start;
    }
  }

  #timedChecker(): typeof checker {
    const part = <T>(name: Part, run: () => T): T => this.#part(name, run);
    const created = (check: InstanceType<typeof DocumentCheck>): void => {
      this.#check = check;
    };
    const chosen = (): void => {
      this.#isChosen = true;
      this.#chosenAt = performance.now();
    };
    class TimedCheck extends DocumentCheck {
      constructor(...args: ConstructorParameters<typeof DocumentCheck>) {
        super(...args);
        created(this);
      }
      override edit(...args: Parameters<InstanceType<typeof DocumentCheck>['edit']>): void {
        part('edit', () => super.edit(...args));
      }
      override work(isOver: () => boolean): boolean {
        return part('work', () => super.work(isOver));
      }
      override settle(): void {
        part('work', () => super.settle());
      }
    }
    const timedChoose: typeof chooseProblems = (...args) => {
      const choice = part('choose', () => chooseProblems(...args));
      chosen();
      return choice;
    };
    return { ...checker, DocumentCheck: TimedCheck, chooseProblems: timedChoose };
  }

  #timedCollection(collection: DiagnosticCollection): DiagnosticCollection {
    const set = (uri: Uri, diagnostics: Diagnostic[]): void => {
      if (this.#slice) {
        this.#slice.diagnostics += performance.now() - this.#chosenAt;
        this.#slice.sets++;
      }
      this.#part('set', () => collection.set(uri, diagnostics));
    };
    return new Proxy(collection, {
      get(target, key) {
        if (key === 'set') return set;
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }
}
