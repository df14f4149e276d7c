/**
 * The verdict of Label Studio on a task of an import: `TaskValidator` of Label Studio 1.23.2. It is always on, and one task
 * that it refuses refuses the whole request. It stops at its first complaint.
 */
import type { LabelingConfig } from '../labelingConfig/model';
import type { Path } from '../text/locate';
import { type Dict, isDict, typeName } from './python';

/** What it can object to. */
export type TaskVerdictCode =
  | 'task-not-a-dict'
  | 'data-not-a-dict-or-list'
  /** The config shows a key that `data` does not have. */
  | 'data-key-missing'
  /** The tag that shows a key does not take such a value. */
  | 'data-value-wrong-type'
  | 'annotations-not-a-list'
  | 'annotation-without-result'
  | 'annotation-result-not-a-list'
  | 'predictions-not-a-list'
  | 'prediction-without-result'
  | 'meta-not-a-dict-or-list'
  /** Label Studio itself fails, and the request with it. */
  | 'task-exception';

/** The complaint about a task. */
export interface TaskVerdict {
  readonly code: TaskVerdictCode;
  /** From the task to what is wrong, as far as it can be told; of a missing key to where it is missing. */
  readonly path: Path;
  /** What is wanted there: the key that is missing, the types that the tag takes, or the text of Python's exception. */
  readonly detail: string;
}

/** A task that is text on the way, like those of a `.txt` file, has its data under this key until it is imported. */
const UNDEFINED_NAME = '$undefined$';

const LABELS = 'str list';
/** Classes of the values that a tag takes; every other tag takes texts. */
const TYPES: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    Text: 'str int float list',
    Header: 'str int float',
    Image: 'str list',
    Paragraphs: 'list str',
    Chat: 'list str',
    Table: 'dict list str',
    TimeSeries: 'dict list str',
    TimeSeriesChannel: 'dict list str',
    List: 'list str',
    Choices: LABELS,
    PolygonLabels: LABELS,
    Labels: LABELS,
    BrushLabels: LABELS,
    EllipseLabels: LABELS,
    HyperTextLabels: LABELS,
    KeyPointLabels: LABELS,
    ParagraphLabels: LABELS,
    RectangleLabels: LABELS,
    TimeSeriesLabels: LABELS,
    Taxonomy: 'str list NoneType',
    Ranker: 'list str',
  }).map(([tag, types]) => [tag, types.split(' ')]),
);
const TEXT = ['str'];
const LIST = ['list'];

/**
 * What Label Studio says of one task; undefined when it takes it.
 *
 * @param task any JSON value; one without the key `data` is taken for the data itself
 */
export function taskVerdict(config: LabelingConfig, task: unknown): TaskVerdict | undefined {
  if (!isDict(task)) return verdict('task-not-a-dict', [], 'an object');
  const { data } = task;
  if (data === undefined) return firstOf(dataVerdicts(config, task, []));
  if (typeof data !== 'object' || data === null) return verdict('data-not-a-dict-or-list', ['data'], 'an object');
  return (
    firstOf(dataVerdicts(config, data)) ?? annotationsVerdict(task) ?? predictionsVerdict(task) ?? metaVerdict(task)
  );
}

function verdict(code: TaskVerdictCode, path: Path, detail: string): TaskVerdict {
  return { code, path, detail };
}

function firstOf(verdicts: Iterable<TaskVerdict>): TaskVerdict | undefined {
  for (const first of verdicts) return first;
  return undefined;
}

/** All that Label Studio could complain about in the data of a task. It stops at the first. */
export function* dataVerdicts(
  { dataTypes }: LabelingConfig,
  data: object,
  path: Path = ['data'],
): Generator<TaskVerdict, void, undefined> {
  const named = withName(dataTypes, data);
  if (!named) {
    yield verdict('task-exception', path, 'list indices must be integers or slices, not str');
    return;
  }
  for (const [written, tag] of dataTypes) {
    const [key = ''] = written.split('[');
    const item = key.includes('.') ? walk(named, key.split('.'), path) : lookUp(named, key, path);
    if ('code' in item) {
      yield item;
      continue;
    }
    const wanted = written.includes('[') ? LIST : (TYPES.get(tag) ?? TEXT);
    if (!isInstance(item.value, wanted)) yield verdict('data-value-wrong-type', item.path, wanted.join(', '));
  }
}

/** The data with its nameless value under the first key of the config; undefined where Label Studio fails to do that. */
function withName(dataTypes: LabelingConfig['dataTypes'], data: object): object | undefined {
  const [first] = dataTypes.keys();
  if (first === undefined) return data;
  if (Array.isArray(data)) return data.includes(UNDEFINED_NAME) ? undefined : data;
  if (!Object.hasOwn(data, UNDEFINED_NAME)) return data;
  const { [UNDEFINED_NAME]: value, ...others } = data as Record<string, unknown>;
  return first === UNDEFINED_NAME ? others : Object.fromEntries([...Object.entries(others), [first, value]]);
}

/** A value of the data, and where it is. */
type Found = { value: unknown; path: Path } | TaskVerdict;

function lookUp(data: object, key: string, path: Path): Found {
  if (Array.isArray(data)) {
    return data.includes(key)
      ? verdict('task-exception', path, 'list indices must be integers or slices, not str')
      : verdict('data-key-missing', path, key);
  }
  if (!Object.hasOwn(data, key)) return verdict('data-key-missing', path, key);
  return { value: (data as Dict)[key], path: [...path, key] };
}

/** Follows a key with dots in it; Label Studio fails where there is no object on the way. */
function walk(data: object, keys: readonly string[], path: Path): Found {
  let value: unknown = data;
  const at = [...path];
  for (const key of keys) {
    if (!isDict(value)) return verdict('task-exception', at, indexFailure(value));
    if (!Object.hasOwn(value, key)) return verdict('data-key-missing', at, key);
    value = value[key];
    at.push(key);
  }
  return { value, path: at };
}

function indexFailure(value: unknown): string {
  if (Array.isArray(value)) return 'list indices must be integers or slices, not str';
  if (typeof value === 'string') return "string indices must be integers, not 'str'";
  return `'${typeName(value)}' object is not subscriptable`;
}

/** Whether a value is of one of these classes; true and false are numbers for Python. */
function isInstance(value: unknown, types: readonly string[]): boolean {
  if (typeof value === 'number') return types.includes('int');
  return types.includes(typeof value === 'boolean' ? 'int' : typeName(value));
}

function annotationsVerdict({ annotations }: Dict): TaskVerdict | undefined {
  if (annotations === undefined) return undefined;
  if (!Array.isArray(annotations)) return verdict('annotations-not-a-list', ['annotations'], 'a list');
  for (const [index, annotation] of annotations.entries()) {
    if (!isDict(annotation)) continue;
    const path = ['annotations', index];
    if (annotation.result === undefined) return verdict('annotation-without-result', path, 'result');
    if (!Array.isArray(annotation.result))
      return verdict('annotation-result-not-a-list', [...path, 'result'], 'a list');
  }
  return undefined;
}

function predictionsVerdict({ predictions }: Dict): TaskVerdict | undefined {
  if (predictions === undefined) return undefined;
  if (!Array.isArray(predictions)) return verdict('predictions-not-a-list', ['predictions'], 'a list');
  const index = predictions.findIndex((prediction) => isDict(prediction) && prediction.result === undefined);
  return index < 0 ? undefined : verdict('prediction-without-result', ['predictions', index], 'result');
}

function metaVerdict({ meta }: Dict): TaskVerdict | undefined {
  if (meta === undefined || (typeof meta === 'object' && meta !== null)) return undefined;
  return verdict('meta-not-a-dict-or-list', ['meta'], 'an object');
}
