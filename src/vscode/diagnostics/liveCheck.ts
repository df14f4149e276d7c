import {
  type Diagnostic,
  type DiagnosticCollection,
  type Disposable,
  type TextDocument,
  type TextDocumentChangeEvent,
  window,
} from 'vscode';
import type { DocumentCheck } from '../../core/engine/documentCheck';
import type { LabelingConfig } from '../../core/labelingConfig/model';
import type { Span } from '../../core/text/locate';
import type { Reporting } from '../../core/validation/reporting';
import type * as Checker from '../chunks/checker';
import { documentText } from '../documents/documentText';
import type { PredictionDocument } from '../documents/predictionDocuments';
import { checksAnnotations } from '../settings';
import { Shown } from './shown';
import { MAX_DIAGNOSTICS, summaryOf, toDiagnostic } from './toDiagnostic';

/** A slice of work gives way to everything else in the host after this many milliseconds. */
const SLICE = 5;
/** While a long pass is under way, what it has found is shown this often, in milliseconds. */
const SHOW_EVERY = 250;
/** Nobody types any more after a pause of this many milliseconds. */
const IDLE = 300;
/** Reading a part of such a long line, in characters, makes VS Code go through all of it: that waits for a pause. */
const LONG_LINE = 100_000;
const LONG_LINE_PAUSE = 120;
/** Scrolling chooses other problems to show after this many milliseconds. */
const SCROLL_PAUSE = 60;

/** Keeps the squiggles of one document in step with its text. */
export class LiveCheck implements Disposable {
  readonly #check: DocumentCheck;
  readonly #shown: Shown;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #scroll: ReturnType<typeof setTimeout> | undefined;
  #shownAt = performance.now();
  #hidden = 0;
  #isDisposed = false;
  #summary: Diagnostic | undefined;
  #config: LabelingConfig | undefined;

  constructor(
    readonly document: TextDocument,
    readonly found: PredictionDocument,
    readonly checker: typeof Checker,
    collection: DiagnosticCollection,
    config: LabelingConfig | undefined,
    private readonly failed: (error: unknown) => void,
  ) {
    this.#config = config;
    this.#shown = new Shown(document, collection);
    this.#check = new checker.DocumentCheck(documentText(document), {
      form: found.form,
      annotations: checksAnnotations(document.uri),
      ...(found.expects && { expects: found.expects }),
      ...(config && { config }),
    });
    this.#workSoon(0);
  }

  /** What is known of the document, up to date as soon as it is not busy. */
  get check(): DocumentCheck {
    return this.#check;
  }

  /** Takes another labeling config; the same one changes nothing. */
  setConfig(config: LabelingConfig | undefined): void {
    if (config === this.#config) return;
    this.#config = config;
    this.#check.setConfig(config);
    this.#workSoon(0);
  }

  /** Shows other problems, or shows them otherwise; nothing is checked again. */
  setReporting(reporting: Reporting): void {
    this.#safely(() => {
      this.#check.setReporting(reporting);
      this.#summary = undefined;
    });
    this.#workSoon(0);
  }

  /** Follows an edit, and shows at once what it changes. */
  changed({ contentChanges }: TextDocumentChangeEvent): void {
    const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
      offset: rangeOffset,
      removed: rangeLength,
      text,
    }));
    this.#safely(() => {
      this.#check.edit(changes, documentText(this.document));
      this.#shown.changed(contentChanges);
    });
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#settle(), IDLE);
    const line = contentChanges[0]?.range.start.line ?? 0;
    const isLong = this.document.lineAt(Math.min(line, this.document.lineCount - 1)).range.end.character > LONG_LINE;
    if (isLong) this.#workSoon(LONG_LINE_PAUSE);
    else this.#work(true);
  }

  /** Other lines have come into sight. */
  scrolled(): void {
    if (this.#hidden === 0 || this.#scroll !== undefined) return;
    this.#scroll = setTimeout(() => {
      this.#scroll = undefined;
      this.#safely(() => this.#show());
    }, SCROLL_PAUSE);
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#idle);
    clearTimeout(this.#scroll);
    this.#shown.clear();
  }

  #settle(): void {
    this.#safely(() => this.#check.settle());
    if (this.#check.isBusy) this.#workSoon(0);
  }

  #workSoon(pause: number): void {
    clearTimeout(this.#timer);
    if (!this.#isDisposed) this.#timer = setTimeout(() => this.#work(false), pause);
  }

  /** After its end a check must not show anything: nobody would take it away. */
  #safely(run: () => void): void {
    if (this.#isDisposed || this.document.isClosed) return;
    try {
      run();
    } catch (error) {
      this.failed(error);
    }
  }

  /** Does one slice of work; the next one comes after everything else in the host had its turn. */
  #work(isEdit: boolean): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#safely(() => {
      const until = performance.now() + SLICE;
      const isDone = this.#check.work(() => performance.now() >= until);
      const isDue = performance.now() - this.#shownAt > SHOW_EVERY;
      if (isDone || isDue || (isEdit && !this.#check.isBehind)) this.#show();
      if (!isDone) this.#workSoon(0);
    });
  }

  #show(): void {
    this.#shownAt = performance.now();
    const { document } = this;
    const text = documentText(document);
    const { problems, hidden } = this.checker.chooseProblems(this.#check, text, this.#sight(), MAX_DIAGNOSTICS);
    this.#hidden = hidden;
    // While there is work left the numbers still change, which is no reason to set everything again.
    if (hidden === 0) this.#summary = undefined;
    else if (!this.#summary || !this.#check.isBusy) this.#summary = summaryOf(document, this.#check.counts, hidden);
    const diagnostics = problems.map((problem) => toDiagnostic(document, problem));
    if (this.#summary) diagnostics.push(this.#summary);
    this.#shown.show(diagnostics);
  }

  #sight(): Span[] {
    const { document } = this;
    return window.visibleTextEditors
      .filter((editor) => editor.document === document)
      .flatMap((editor) => editor.visibleRanges)
      .map(({ start, end }) => ({ start: document.offsetAt(start), end: document.offsetAt(end) }));
  }
}
