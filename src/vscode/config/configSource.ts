import type { Event, Uri } from 'vscode';
import type { LabelingConfig } from '../../core/labelingConfig/model';

/**
 * Why a labeling config is the one for a file: its name pairs with the file's, it is the nearest one beside or above the
 * file, the setting names it, or somebody chose it.
 */
export type ConfigOrigin = 'paired' | 'nearby' | 'setting' | 'chosen';

/** The labeling config that a prediction file is checked against. */
export interface ConfigInForce {
  /** The file of the config. */
  readonly uri: Uri;
  /**
   * The model; while the config is broken, that of its last good text. Undefined when it never had one. The same object
   * as long as its text is the same, so that identity tells whether to check again.
   */
  readonly config: LabelingConfig | undefined;
  readonly origin: ConfigOrigin;
  /** Whether its present text cannot be used: it does not parse, is not there, or cannot be read. */
  readonly broken: boolean;
  /** Why it is broken, in a sentence for people. */
  readonly brokenBecause: string | undefined;
  /** All configs that stand where this one was found, this one first; more than one is a choice for the user. */
  readonly candidates: readonly Uri[];
}

/** Something has changed about labeling configs. */
export interface ConfigChange {
  /** Whether the config of this prediction or task file may have become another one. Cheap enough for thousands of files. */
  affects(uri: Uri): boolean;
}

/** Answers which labeling config a file is checked against. */
export interface ConfigSource {
  /**
   * What is known now, without waiting. Undefined when there is no config for the file, or when it has not been looked
   * for yet; `ready` makes sure that it has.
   *
   * @param uri a prediction or task file, of any scheme, also untitled
   */
  configFor(uri: Uri): ConfigInForce | undefined;
  /** Looks for the config of a file and reads it. Never rejects: a config that cannot be read is `broken`. */
  ready(uri: Uri): Promise<ConfigInForce | undefined>;
  /** Fires after the new state has been read, at most once in a short while. Ask `ready` again for what it affects. */
  readonly onDidChange: Event<ConfigChange>;
}
