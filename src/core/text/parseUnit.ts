import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import { createLocator, type Locator, type Path, type Place, type Span } from './locate';
import { mayHoldPoison } from './poison';
import { scanUnits } from './units';

/** A unit's value, and where its parts stand. Offsets are relative to the unit's text. */
export interface ParsedUnit {
  /** What JSON.parse gives; of a broken unit what could be read; undefined when that is nothing. */
  value: unknown;
  /** Empty when the unit is well-formed JSON. */
  syntaxErrors: SyntaxFault[];
  place(path: Path): Place | undefined;
  /**
   * Whether the value at `path` is touched by a syntax error, so that nothing can be said about what it lacks. The
   * person is probably still typing there.
   */
  isTorn(path: Path): boolean;
  /** Whether it can hold what no server gives back (`text/poison`); false for broken text, which cannot be sent anyway. */
  readonly mayHoldPoison: boolean;
}

export interface SyntaxFault extends Span {
  /** In plain words: what JSON expects here. */
  message: string;
}

/** What is said of each kind of syntax error. */
export const FAULT_TEXT: Readonly<Record<string, string>> = {
  InvalidSymbol: 'This is not a JSON value. Text needs double quotes; the only bare words are true, false and null.',
  InvalidNumberFormat: 'This is not a JSON number. Write it like 12.5 or -1e3.',
  PropertyNameExpected: 'A key in double quotes is expected here; a comma before a closing brace has to go.',
  ValueExpected: 'A value is expected here.',
  ColonExpected: 'A colon is expected between the key and its value.',
  CommaExpected: 'A comma is expected before this.',
  CloseBraceExpected: 'A closing brace } is missing.',
  CloseBracketExpected: 'A closing bracket ] is missing.',
  EndOfFileExpected: 'Nothing more is expected behind the JSON value.',
  InvalidCommentToken: 'JSON has no comments. Remove it.',
  UnexpectedEndOfComment: 'JSON has no comments. Remove it.',
  UnexpectedEndOfString: 'The string has no closing quote.',
  UnexpectedEndOfNumber: 'The number ends too early.',
  InvalidUnicode: 'After \\u four hexadecimal digits are expected.',
  InvalidEscapeCharacter: 'This is not a JSON escape. A backslash itself is written \\\\.',
  InvalidCharacter:
    'Line breaks, tabs and other control characters are written as escapes (\\n, \\t) in a JSON string.',
};

/**
 * Parses one unit. Broken text is read as far as it can be; never throws.
 *
 * @param known what JSON.parse made of the text, if that is known already
 */
export function parseUnit(text: string, known?: unknown): ParsedUnit {
  if (known !== undefined) return new WholeUnit(text, known);
  try {
    return new WholeUnit(text, JSON.parse(text));
  } catch {
    return parseBroken(text);
  }
}

/** A unit that is JSON. What is asked of few units is worked out when it is asked for, once. */
class WholeUnit implements ParsedUnit {
  readonly syntaxErrors: SyntaxFault[] = [];
  #locator: Locator | undefined;
  #may: boolean | undefined;

  constructor(
    private readonly text: string,
    readonly value: unknown,
  ) {}

  place(path: Path): Place | undefined {
    this.#locator ??= createLocator(this.text, { start: 0, end: this.text.length });
    return this.#locator(path);
  }

  isTorn(): boolean {
    return false;
  }

  get mayHoldPoison(): boolean {
    this.#may ??= mayHoldPoison(this.text, this.value);
    return this.#may;
  }
}

/** Longer texts are not read tolerantly: that would take seconds. */
const TOLERATED = 16_777_216;

function parseBroken(text: string): ParsedUnit {
  if (text.length > TOLERATED) {
    const fault = { start: 0, end: 1, message: 'It is too long to say where.' };
    return {
      value: undefined,
      syntaxErrors: [fault],
      place: () => undefined,
      isTorn: () => true,
      mayHoldPoison: false,
    };
  }
  const errors: ParseError[] = [];
  let tree: Node | undefined;
  let value: unknown;
  try {
    tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
    value = tree && getNodeValue(tree);
  } catch {
    // Nested deeper than the stack: nothing inside can be judged.
    tree = undefined;
    value = undefined;
  }
  const nodeAt = (path: Path): Node | undefined => tree && findNodeAtLocation(tree, [...path]);
  // Where a bracket is missing, what follows has moved to another place: nothing can be said of it.
  const firstError = errors[0]?.offset ?? 0;
  const lostFrom = scanUnits(text, 'json').intact ? Number.POSITIVE_INFINITY : firstError;
  return {
    value,
    syntaxErrors: faults(text, errors),
    mayHoldPoison: false,
    place: (path) => {
      const node = nodeAt(path);
      return node && placeOf(node);
    },
    isTorn: (path) => {
      const node = nodeAt(path);
      if (!node) return true;
      const end = node.offset + node.length;
      if (end > lostFrom) return true;
      return errors.some((error) => error.offset + error.length >= node.offset && error.offset <= end);
    },
  };
}

function placeOf(node: Node): Place {
  const value = { start: node.offset, end: node.offset + node.length };
  const key = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
  return key ? { value, key: { start: key.offset, end: key.offset + key.length } } : { value };
}

function faults(text: string, errors: readonly ParseError[]): SyntaxFault[] {
  if (errors.length === 0) {
    // JSON.parse refuses something that the tolerant parser takes, for example nesting without end.
    return [{ start: 0, end: Math.min(1, text.length), message: 'This is not valid JSON.' }];
  }
  return errors.map((error) => ({
    start: Math.min(error.offset, text.length),
    end: Math.min(error.offset + Math.max(error.length, 1), text.length),
    message: FAULT_TEXT[printParseErrorCode(error.error)] ?? 'This is not valid JSON.',
  }));
}
