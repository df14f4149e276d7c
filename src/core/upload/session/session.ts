/**
 * An upload as those see it who ask the person and show what became of it. All that crosses this border is plain and small,
 * so that the file, what is known of the server, and the plan can live in a thread of their own.
 */

import type { AbortSignalLike } from '../../ports';
import type { LongDocument, ReportDocument } from '../../report/page';
import type { ServerUrl } from '../../server/url';
import type { Position } from '../../text/lines';
import type { Span } from '../../text/locate';
import type { FileOptions } from '../../validation/file';
import type { KeyOffer } from '../keyOffers';
import type { MatchBy, NewTaskReason } from '../match';
import type { RunOptions, UploadProgress } from '../run';
import type { UndoRecord } from '../undo';

/** What is to be uploaded. */
export interface FileToUpload extends Pick<FileOptions, 'form' | 'expects'> {
  /** As it is called in what people read. */
  name: string;
  /** Its text, or the path under which it is read part by part. */
  source: { text: string } | { path: string };
  /** What is meant of it, in UTF-16 units; everything if undefined. */
  selections: readonly Span[] | undefined;
}

export interface FileView {
  /** Predictions that can be sent as far as the file alone can tell. */
  sendable: number;
  /** Why there are none. */
  nothing: string;
  /** How many of them are selected; undefined where everything is meant. */
  selected: number | undefined;
  /** How many of those that are meant name no model version. */
  unnamed: number;
  /** There are so many predictions, or one that is so long, that they need much memory. */
  isLarge: boolean;
}

export interface UploadTarget {
  server: ServerUrl;
  token: string;
  /** Id of the project. */
  project: number;
}

/** Something that is said of a place in the file. */
export interface PlacedMessage {
  start: Position;
  end: Position;
  message: string;
  code: 'refused-by-server' | 'not-uploaded';
}

/** What is to be underlined in the file. */
export interface Underlining {
  /** The first of them, as many as anybody looks at. */
  messages: PlacedMessage[];
  /** Why nothing is: somebody has written to the file, so that the places are no longer there. */
  lost?: string;
}

export interface PlanView {
  project: { id: number; title: string };
  /** What goes where, what the server already has, and what stays: `describePlan`. */
  lines: string[];
  /** Predictions for tasks of the project, those that take the place of others included. */
  creates: number;
  changed: number;
  /** Tasks that would have to be imported. */
  newTasks: { reason: NewTaskReason; tasks: number }[];
  same: number;
  unsendable: number;
  /** Keys of `data` by which tasks could be recognised that were not found by their ids. */
  keyOffers: readonly KeyOffer[];
  underlined: Underlining;
}

/** What the person said yes to. */
export interface Consent {
  importNew: ReadonlySet<NewTaskReason>;
  changed: NonNullable<RunOptions['changed']>;
}

export interface ResultView {
  project: { id: number; title: string };
  /** What is stored, what is not and why: `describeResult`. */
  lines: string[];
  /** The ids that the server gave: `describeIds`. */
  ids: string[];
  /** Everything that was to be sent is stored. */
  whole: boolean;
  /** A model version of it that labeling does not show. */
  hiddenVersion: string | undefined;
  /** What can be taken back of it; undefined when it has made nothing whose id is known. */
  made: UndoRecord | undefined;
  /** Predictions whose place it has taken. */
  replaced: number;
  /** Predictions that it has stored and whose ids nobody could read back. */
  unknown: number;
  underlined: Underlining;
  /** All of it, to be read. */
  document: LongDocument;
}

/** Ends what is under way, and hears of it. */
export interface PlanWatch {
  signal: AbortSignalLike;
  /** Is told how far it is, in a few words. */
  say(message: string): void;
}

export interface SendWatch extends Required<Pick<RunOptions, 'signal' | 'stop'>> {
  onProgress(progress: UploadProgress): void;
}

/** One upload, from the file to what became of it. Its methods are called one after the other. */
export interface UploadSession {
  /** Reads the file. @throws the file system's error, or one that says why it is no text */
  open(file: FileToUpload): Promise<FileView>;
  /** How many errors a check of what is meant finds. */
  countErrors(options: Omit<FileOptions, 'form' | 'expects'>): Promise<number>;
  /** Gives those that are meant and name no model version this one. The file stays as it is. */
  nameUnnamed(modelVersion: string): Promise<void>;
  /** Works out what would go where. @throws ServerError */
  plan(target: UploadTarget, match: MatchBy | undefined, watch: PlanWatch): Promise<PlanView>;
  /** The plan that was made last, to be read. */
  planDocument(): Promise<ReportDocument>;
  /** Does what the plan says, as far as it is agreed to: `runUpload`. */
  send(consent: Consent, watch: SendWatch): Promise<ResultView>;
  /** Lets go of the file. */
  close(): Promise<void>;
}
