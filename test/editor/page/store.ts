/** The editor's own store, `window.Htx`, as far as it is asked here. It is a tree of mobx-state-tree. */

/** What is wrong with a labeling config. */
export interface Refusal {
  modelName?: unknown;
  field?: unknown;
  value: unknown;
}

export interface EditorStore {
  isLoading: boolean;
  noTask: boolean;
  task: { id: number | string } | null;
  annotationStore: {
    initialized: boolean;
    /** A list: a red panel stands where the editor would be. */
    validation: Refusal[] | null;
    selected: Annotation | null;
  };
}

export interface Annotation {
  /** Regions, and one area for each answer that has no region. */
  areas: ReadonlyMap<string, Area>;
  names: ReadonlyMap<string, Tag>;
  relationStore: { relations: readonly Relation[] };
  /** What *Submit* sends. */
  serializeAnnotation(): Record<string, unknown>[];
}

export interface Area {
  cleanId: string;
  type: string;
  /** There is no shape: what has one elsewhere has lost it. */
  classification?: boolean;
  labeling?: { selectedLabels?: readonly { value?: unknown; _value?: unknown }[] } | null;
  /** The elements in which the words of a region of a text are highlighted. */
  _spans?: readonly { textContent: string | null }[] | null;
  layerRef?: { getCanvas(): { _canvas: HTMLCanvasElement } } | null;
}

/** A control tag or an object tag. */
export interface Tag {
  type: string;
  /** Of an object: whether its media have been loaded. */
  isReady?: boolean;
  /** Of an image: the picture that is on the screen. */
  currentImageEntity?: { imageLoaded: boolean; error: unknown } | null;
  rating?: unknown;
  number?: unknown;
  datetime?: unknown;
  selected?: unknown;
  result?: { value?: { ranker?: unknown } } | null;
  selectedValues?(): unknown;
}

export interface Relation {
  node1: { cleanId: string };
  node2: { cleanId: string };
  direction: string;
  labels?: readonly string[] | null;
}

/** The Data Manager, which gives the editor its tasks. */
export interface DataManager {
  lsf?: {
    /** What *Previous task* and *Next task* do. */
    loadTask(task: number): Promise<void>;
  };
}

declare global {
  interface Window {
    Htx?: EditorStore | null;
    dataManager?: DataManager;
  }
}
