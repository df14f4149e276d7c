/** What `bench/host.mjs` asks for, and what it gets back. Times are milliseconds. */

export interface Place {
  line: number;
  character: number;
}

/** A replacement of one character or of none. */
export interface Step {
  name: string;
  start: Place;
  end: Place;
  text: string;
}

export interface FileTask {
  name: string;
  file: string;
  configFile: string;
  form: 'json' | 'jsonl';
  expects: 'task' | 'prediction';
  /** Broken into lines: checked at once after an edit. Else it waits for a pause in typing. */
  lines: boolean;
  /** An edit, the one that takes it back, and so on: in pairs. Not counted: the code is cold. */
  warmups: readonly Step[];
  /** Half of a round is typed without, half with the check. */
  rounds: readonly (readonly Step[])[];
  /** Edits after which VS Code itself is asked for texts and offsets. */
  asked: readonly Step[];
}

export interface Task {
  out: string;
  /** Where CPU profiles go, if they are wanted. */
  profile?: string;
  files: readonly FileTask[];
}

/** A turn of the host that was ours, from its first call to its end, and what it was spent on. */
export interface Slice {
  from: 'open' | 'change' | 'timer';
  at: number;
  took: number;
  /** Of that, what this thread had the processor: without the turns of other programs. */
  cpu: number;
  edit: number;
  work: number;
  choose: number;
  /** Making diagnostics of problems, which asks VS Code for positions. */
  diagnostics: number;
  set: number;
  sets: number;
  /** Of all that, collecting garbage. */
  garbage: number;
}

export interface Typed {
  name: string;
  /** From the edit's leaving the host to its coming back as an event. */
  roundTrip: number;
  /** From the change event until its problems are set, or found to be shown already. */
  toSet?: number;
  /** The slice of the event itself. */
  slice?: Slice;
}

/** The delays of the event loop in a block of typing. */
export interface Stall {
  max: number;
  p99: number;
  mean: number;
}

export interface Block {
  typed: Typed[];
  /** All turns of ours, also those that came later than an edit. */
  slices: Slice[];
  stall: Stall;
}

export interface FirstPass {
  wall: number;
  slices: Slice[];
}

/** VS Code's own answers, each the first one after an edit. */
export type Asked = Record<'positionAt' | 'offsetAt' | 'getText(range)' | 'getText()', number[]>;

export interface FileResult {
  name: string;
  characters: number;
  lines: number;
  problems: number;
  opening: number;
  passes: FirstPass[];
  cold: Block;
  without: Block[];
  with: Block[];
  asked: Asked;
}

export interface Result {
  vscode: string;
  node: string;
  files: FileResult[];
}

/** What `bench/language.mjs` asks for. */
export interface LanguageFile {
  name: string;
  file: string;
  configFile: string;
  form: 'json' | 'jsonl';
}

export interface LanguageTask {
  out: string;
  /** How often each is asked, and how often before that, for cold code. */
  count: number;
  warmups: number;
  files: readonly LanguageFile[];
}

export interface LanguageResult {
  name: string;
  characters: number;
  /** Milliseconds by what was asked. */
  times: Record<string, number[]>;
}

/** What `bench/upload-memory.mjs` asks for. */
export interface UploadMemoryTask {
  out: string;
  url: string;
  input: { file: string; configFile: string; form: 'json' | 'jsonl'; expects: 'prediction' };
}

/** Sizes in bytes. */
export interface UploadMemoryResult {
  what: string;
  /** Before the first one begins. */
  idle: number;
  /** The most, by what is done. */
  peaks: Record<string, number>;
  created: number;
  same: number;
  seconds: number;
}
